// Text is UTF-8 and stored as it was written; keys for comparing and finding are NFC and folded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vigil {

bool valid_utf8(std::string_view text);

// What may be kept: valid UTF-8 without NUL.
bool storable(std::string_view text);

// The key for comparing and finding: NFC, lower case in the root locale, NFC again. PostgreSQL computes
// the same as normalize(lower(normalize(x, NFC) collate "und-x-icu"), NFC). The text must be valid UTF-8.
std::string fold(std::string_view text);

// Of valid UTF-8.
std::size_t code_points(std::string_view text);

// At most that many code points; never cuts one in two.
std::string_view clip(std::string_view text, std::size_t max_code_points);

// Empty, or nothing but white space of any script. Of valid UTF-8.
bool is_blank(std::string_view text);

// Without white space at both ends.
std::string_view trim(std::string_view text);

// Trimmed, and every run of white space inside made one space.
std::string collapse_spaces(std::string_view text);

// A plain number as people read it in the languages we speak: "-1532.50" is "-1,532.50".
std::string grouped(std::string number);

// For HTML text and double-quoted attribute values.
std::string escape_html(std::string_view text);

// A stable 63-bit hash (FNV-1a with a final mix), never 0; the same on every machine and for ever, for it is stored.
std::int64_t key_hash(std::string_view text);

}  // namespace vigil
