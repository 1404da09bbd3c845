#include "base/period.h"

#include <algorithm>
#include <array>

namespace vigil {

namespace {

constexpr std::array<std::string_view, 5> names = {"day", "week", "month", "quarter", "year"};

Day month_start(int year, unsigned month) { return make_day(year, month, 1); }

}  // namespace

std::string_view to_string(Period period) { return names[std::size_t(period)]; }

std::optional<Period> parse_period(std::string_view text) {
    const auto found = std::ranges::find(names, text);
    if (found == names.end()) return std::nullopt;
    return Period(found - names.begin());
}

Day first_of(Period period, Day day) {
    if (period == Period::day) return day;
    if (period == Period::week) return day + -weekday(day);
    const auto date = civil(day);
    const int year = int(date.year());
    const unsigned month = unsigned(date.month());
    if (period == Period::month) return month_start(year, month);
    if (period == Period::quarter) return month_start(year, (month - 1) / 3 * 3 + 1);
    return month_start(year, 1);
}

Day next_first(Period period, Day day) {
    // From its first day, so many days lie surely in the next one.
    constexpr std::array<int, 5> beyond = {1, 7, 31, 95, 370};
    return first_of(period, first_of(period, day) + beyond[std::size_t(period)]);
}

}  // namespace vigil
