// What a calendar and a person keep as JSON text: working hours, days off, leave. One reader, for what checks
// them before they are written and for what works by them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "model/record.h"

namespace vigil {

// 0 = Monday. {"mon": [["09:00","18:00"]], …}; at least one stretch in the week, since a calendar without any
// would keep no promise. Nothing when it is not that, or holds more than 24 stretches a day.
std::optional<std::array<std::vector<WorkHours>, 7>> parse_hours(std::string_view json);

// Whether a weekday has two stretches that share a minute. False of what is no week.
bool hours_overlap(std::string_view json);

// {"2026-12-25": "Christmas Day", …}; all of them whole days off. Nothing when it is not that.
std::optional<std::vector<SpecialDay>> parse_holidays(std::string_view json);

// A calendar's record as the clock takes it, with the days off of its country. Texts that are not what they
// should be count as empty.
CalendarPlan calendar_plan(const Record& calendar);

// Codes of the countries whose days off are known, sorted; and the days of one, sorted, none of others.
std::vector<std::string> holiday_countries();
std::vector<SpecialDay> holidays_of(std::string_view country);

struct Leave {
    Day first, last;  // both included
    std::string why;  // "leave" when nothing was said
};
// [{"from": "2026-08-03", "to": "2026-08-14", "why": "…"}, …]; at most 500. Nothing when it is not that.
std::optional<std::vector<Leave>> parse_leave(std::string_view json);

}  // namespace vigil
