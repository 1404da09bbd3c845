// Dates as people and programs write them. Which of day and month comes first is decided for a whole
// column (values.h), never for one cell alone. Pure.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/moment.h"

namespace vigil::import {

// A cell is read, or refused with a key of the words catalogue.
template <class T>
using Parsed = std::expected<T, std::string_view>;

struct LocalTime {
    Day day;
    // Microseconds since midnight on the clock; nothing when the cell holds a date alone.
    std::optional<std::int64_t> time_us;
    // Minutes east of UTC, when the cell says so; else the caller's zone holds.
    std::optional<int> offset_min;
    bool operator==(const LocalTime&) const = default;
};

enum class DateOrder { dmy, mdy, ymd };

// How the dates of a column are read.
struct DatePlan {
    DateOrder order = DateOrder::dmy;  // of all-digit dates whose year does not come first
    bool excel_serial = false;         // numbers are days since 1899-12-30 (1900 system)
    std::string format;                // explicit; then nothing else is taken
};

// Takes yyyy-mm-dd (also / . and yyyymmdd), d/m/y and m/d/y by the order, 2 Jan 2026, Jan 2nd, 2026,
// 2-Jan-26, 2. März 2026, 2026年3月2日, behind any of them a time (24 h, am/pm, 上午/下午) and Z, UTC,
// GMT or +hh:mm. Two-digit years are 1970 .. 2069. Refused with date_malformed, date_impossible
// (31 April), date_order (fits the other order alone), date_zone_unknown.
Parsed<LocalTime> parse_date(std::string_view cell, const DatePlan& plan);

// What an all-digit date with its year at the end says about the order of the column.
enum class OrderEvidence { none, dmy, mdy, either };
OrderEvidence order_evidence(std::string_view cell);

// An explicit format: yyyy yy mm m dd d mmm mmmm hh h mm ss am/pm and any other characters for
// themselves; mm behind hh or before ss are minutes; "excel" stands for serial numbers. The codes
// %Y %y %m %d %b %B %H %I %M %S %p of strptime are taken too. Nothing when it names no full date.
std::optional<DatePlan> date_plan_of(std::string_view format);

}  // namespace vigil::import
