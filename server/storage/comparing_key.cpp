#include <string>

#include "base/phone.h"
#include "base/text.h"
#include "ports/store.h"

namespace vigil {

namespace {

// What two numbers are compared by when one of them is no valid number.
std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char letter : text)
        if (letter >= '0' && letter <= '9') digits += letter;
    return digits;
}

std::string comparing_text(const FieldDef& field, const std::string& text) {
    if (!valid_utf8(text)) return {};
    if (field.kind != FieldKind::phone) return fold(text);
    const auto phone = parse_phone(text, "");
    return phone && phone->valid ? phone->e164 : digits_of(text);
}

}  // namespace

std::int64_t comparing_key(const FieldDef& field, const Value& value) {
    const std::string text = comparing_text(field, text_of(value));
    if (text.empty()) return 0;
    return key_hash(text);  // never 0
}

}  // namespace vigil
