// Writes JSON texts without building a tree: for journal rows and answers, which are many.
#pragma once

#include <string>
#include <string_view>

namespace vigil {

// Appends "text" quoted and escaped (RFC 8259). The text must be valid UTF-8.
void append_json_text(std::string& out, std::string_view text);

}  // namespace vigil
