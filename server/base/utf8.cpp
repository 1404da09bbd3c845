#include "base/utf8.h"

namespace vigil {

Utf8Step utf8_step(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = at(0);
    if (first < 0x80) return {1, true};
    if (first < 0xC2 || first > 0xF4) return {1, false};
    const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    // The second byte's range shuts out overlong forms, surrogates and what lies above U+10FFFF.
    unsigned char low = 0x80, high = 0xBF;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    for (std::size_t i = 1; i < size; ++i) {
        if (i >= text.size()) return {i, false, true};
        if (at(i) < low || at(i) > high) return {i, false};
        low = 0x80;
        high = 0xBF;
    }
    return {size, true};
}

}  // namespace vigil
