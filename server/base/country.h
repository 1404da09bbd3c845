// Names and habits of countries and territories, out of ICU.
#pragma once

#include <string>
#include <string_view>

namespace vigil {

// `code`: ISO 3166, two letters. `language`: BCP 47. The code itself where no name is known.
std::string country_name(std::string_view code, std::string_view language);

// Whether decimals are parted by a comma there, and thousands by a point or a blank.
bool has_decimal_comma(std::string_view country);

}  // namespace vigil
