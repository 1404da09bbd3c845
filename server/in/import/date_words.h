// Month names and the like, as data.
#pragma once

#include <optional>
#include <string_view>

namespace vigil::import {

// 1 .. 12 for a month's name or its abbreviation, lower case, without a dot.
std::optional<unsigned> month_named(std::string_view word);
// Words of dates that say nothing: weekdays, "of", "de", "th".
bool is_date_filler(std::string_view word);

}  // namespace vigil::import
