// Writes JSON texts without building a tree: for journal rows and answers, which are many.
#pragma once

#include <string>
#include <string_view>

namespace vigil {

// Appends `text` as a JSON string with its quotes (RFC 8259). Bytes that are not UTF-8 become U+FFFD, one
// for each maximal broken piece, so that what we write is always valid JSON.
void append_json_text(std::string& out, std::string_view text);

}  // namespace vigil
