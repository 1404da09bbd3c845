// Holidays out of an iCalendar file (RFC 5545), as offices and states publish them. Takes any
// bytes: never throws, bounded in time and memory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "base/zone.h"

namespace vigil {

struct HolidayImport {
    static constexpr std::size_t size_max = 4 * 1024 * 1024;
    static constexpr std::size_t events_max = 20'000;
    static constexpr std::size_t skipped_max = 1'000;
    static constexpr int year_first = 2020;
    static constexpr int year_last = 2040;

    // What was left out and why. Codes: ical_without_date, ical_date_invalid {value},
    // ical_cancelled, ical_part_of_a_day, ical_too_long {limit}, ical_rule_unsupported {rule},
    // ical_rule_too_large, ical_outside_years {first, last}, ical_unfinished, ical_too_many_events
    // {limit}.
    struct Skipped {
        int line = 0;  // of the file, where the event begins; from 1
        std::string name;
        std::string code;
        FaultArgs args{};
    };

    std::string calendar_name;     // X-WR-CALNAME or NAME, may be empty
    std::vector<SpecialDay> days;  // without hours, sorted, one a day; several names as "A / B"
    std::vector<Skipped> skipped;  // in the order of the file
    std::size_t skipped_more = 0;  // beyond skipped_max
};

// Takes events of whole days: dates, or times from midnight to midnight (a UTC time is read in
// `zone`, any other as written; no end = one day). Recurrence: FREQ=YEARLY with INTERVAL, COUNT,
// UNTIL, BYMONTH, BYMONTHDAY, BYDAY (also the nth), BYSETPOS; RDATE, EXDATE and changed occurrences
// (RECURRENCE-ID). A VEVENT with anything else is skipped as a whole. Faults: ical_too_large
// {limit}, ical_not_a_calendar.
Result<HolidayImport> read_holidays(std::string_view text, const Zone& zone);

}  // namespace vigil
