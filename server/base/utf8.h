// How many bytes of well-formed UTF-8 stand at the front of a text (Unicode 15, table 3-7): no overlong
// forms, no surrogates, nothing above U+10FFFF. The one reader of UTF-8; others build on it.
#pragma once

#include <cstddef>
#include <string_view>

namespace vigil {

struct Utf8Step {
    std::size_t size = 1;  // bytes of the character, or of the maximal broken piece; at least 1
    bool valid = false;
    bool cut_off = false;  // not valid because the text ends within a character that began well
};

// `text` is not empty.
Utf8Step utf8_step(std::string_view text);

}  // namespace vigil
