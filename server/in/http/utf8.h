// How many bytes of well-formed UTF-8 stand at the front of a text (Unicode 15, table 3-7).
#pragma once

#include <cstddef>
#include <string_view>

namespace vigil::http {

struct Utf8Step {
    std::size_t size;  // bytes of the character, or of the maximal broken piece; at least 1
    bool valid;
};

// `text` is not empty.
Utf8Step utf8_step(std::string_view text);
bool is_utf8(std::string_view text);

}  // namespace vigil::http
