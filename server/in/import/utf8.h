// UTF-8 over long stretches of bytes: what is sound, what is broken, characters one by one (base/utf8.h reads each).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigil::import {

inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

// Bytes before the first one that is not ASCII.
std::size_t ascii_prefix(std::string_view text);

struct Utf8Prefix {
    std::size_t valid = 0;  // bytes of sound UTF-8 at the start
    bool cut_off = false;   // what follows is the beginning of a sequence, and the text ends there
    // Length of the broken sequence that follows (maximal subpart), when not cut off.
    std::size_t broken = 0;
};
Utf8Prefix utf8_prefix(std::string_view text);

struct Utf8Count {
    std::size_t sequences = 0;  // sound ones of two bytes and more
    std::size_t broken = 0;
};
Utf8Count count_utf8(std::string_view text);

void append_utf8(char32_t point, std::string& out);

// Takes one character from the front; U+FFFD for a broken byte. `text` must not be empty.
char32_t take_utf8(std::string_view& text);

}  // namespace vigil::import
