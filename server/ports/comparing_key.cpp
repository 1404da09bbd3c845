#include <string>

#include "base/email.h"
#include "base/phone.h"
#include "base/text.h"
#include "ports/store.h"

namespace vigil {

namespace {

std::string comparing_text(const FieldDef& field, const std::string& text) {
    if (!valid_utf8(text)) return {};
    if (field.kind == FieldKind::phone) return phone_key(text);
    return field.kind == FieldKind::email ? email_key(text) : fold(text);
}

}  // namespace

std::int64_t comparing_key(const FieldDef& field, const Value& value) {
    const std::string text = comparing_text(field, text_of(value));
    if (text.empty()) return 0;
    return key_hash(text);  // never 0
}

}  // namespace vigil
