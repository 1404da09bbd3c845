// The parts of iCalendar (RFC 5545) that speak of dates: stamps, lengths, yearly rules. For
// base/ical.cpp.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"
#include "base/zone.h"

namespace vigil::ical {

// ASCII letters only.
std::string upper(std::string_view text);

// Calls visit(part) for each part of a list; stops when it answers false.
template <class Visit>
bool each_part(std::string_view text, char separator, Visit visit) {
    for (;;) {
        const std::size_t end = text.find(separator);
        if (!visit(text.substr(0, end))) return false;
        if (end == text.npos) return true;
        text.remove_prefix(end + 1);
    }
}

// A date with the seconds since its midnight; without a time of day it is a whole day.
struct Stamp {
    Day day;
    int second = 0;
    bool has_time = false;
};

// A date or a date with a time; a UTC time is told in `zone`, any other as written.
std::optional<Stamp> date_stamp(std::string_view text, const Zone& zone);

// "P3D" or "P2W", in days.
std::optional<int> days_of_duration(std::string_view text);

struct NthWeekday {
    int nth = 0;  // 0 = every; negative counts from the end
    int weekday = 0;
};

struct Rule {
    int interval = 1;
    int count = 0;  // 0 = no limit
    std::optional<Day> until;
    std::vector<int> months, month_days, positions;
    std::vector<NthWeekday> weekdays;
};

// Nothing when it is not FREQ=YEARLY, or has parts beyond those of Rule.
std::optional<Rule> read_rule(std::string_view text, const Zone& zone);

// The days of one year, in order; months and days the rule does not name are those of the start.
std::vector<Day> days_of_year(const Rule& rule, int year, std::chrono::year_month_day start);

}  // namespace vigil::ical
