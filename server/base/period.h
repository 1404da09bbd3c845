// Calendar periods: days, weeks, months, quarters, years. Of days, not of moments: where a day begins is
// a time zone's matter (base/zone.h).
#pragma once

#include <optional>
#include <string_view>

#include "base/moment.h"

namespace vigil {

enum class Period { day, week, month, quarter, year };

// "month", as the API and the plans spell it.
std::string_view to_string(Period period);
std::optional<Period> parse_period(std::string_view text);

// The first day of the period that `day` lies in. Weeks begin on Monday (ISO 8601).
Day first_of(Period period, Day day);
// The first day of the period after the one that `day` lies in.
Day next_first(Period period, Day day);

}  // namespace vigil
