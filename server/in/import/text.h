// Small helpers on the text of a cell.
#pragma once

#include <string>
#include <string_view>

namespace vigil::import {

// Without blanks around it: space, tab, no-break and ideographic space, zero width marks.
std::string_view trimmed(std::string_view text);

// Trimmed, lower case (Latin, Greek and Cyrillic letters by ICU), full width digits and signs made
// plain, every kind of blank one space.
std::string plain_text(std::string_view text);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether the Gregorian calendar has it; years 1 .. 9999.
bool is_real_day(int year, int month, int day);

}  // namespace vigil::import
