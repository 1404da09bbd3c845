#include "base/text.h"
#include "ports/store.h"
#include "usecases/change_model.h"

namespace vigil {

std::string choice_key(std::string_view label) {
    std::string key;
    bool beyond_ascii = false;
    for (const char c : fold(label)) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word)
            key += c;
        else if (std::uint8_t(c) >= 0x80)
            beyond_ascii = true;
        else if (!key.empty() && key.back() != '_')
            key += '_';
    }
    while (!key.empty() && key.back() == '_') key.pop_back();
    if (beyond_ascii || key.empty() || key.size() > 50)
        key = (key.size() > 40 ? key.substr(0, 40)
               : key.empty()   ? "c"
                               : key) +
              "_" + std::to_string(key_hash(fold(label)) % 1'000'000);
    return key;
}

}  // namespace vigil
