// Reading a date by an explicit format (see date_plan_of in dates.h).
#pragma once

#include <string_view>

#include "in/import/dates.h"

namespace vigil::import {

bool names_full_date(std::string_view format);
// `text` as plain_text() makes it.
Parsed<LocalTime> read_by_format(std::string_view text, std::string_view format);

}  // namespace vigil::import
