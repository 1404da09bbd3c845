// The one clock: every deadline is computed here, from a moment, a duration and a calendar
// (architecture.md 1.4 and 5). Nothing here reads the time. How a deadline came about, in words:
// base/explain.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/moment.h"
#include "base/result.h"

namespace vigil {

// The unit says which clock counts:
//   minutes, hours    exact time
//   days, weeks       the same time of day n calendar days later, in the calendar's zone; a time
//                     that the clocks skip is the moment of the skip
//   business_days     counted from the next opening when the start lies outside working hours; then
//                     the same time of day n business days later. Where that day has no working
//                     hours at that time, it is the next working moment of that day (after a
//                     break), or else the day's last closing (a short Friday)
//   working_minutes,  only time inside working hours counts; a duration that ends with the working
//   working_hours     day is due at its closing, not at the next opening
// A business day has at least one moment of working time: no holiday, not wholly on leave.
enum class Unit { minutes, hours, days, weeks, business_days, working_minutes, working_hours };

// "business_days", as the API spells it.
std::string_view to_string(Unit unit);
std::optional<Unit> parse_unit(std::string_view text);

constexpr bool counts_working_time(Unit unit) { return unit >= Unit::business_days; }

struct Duration {
    static constexpr int n_max = 10'000;
    int n = 1;  // 1 .. n_max
    Unit unit = Unit::days;
    bool operator==(const Duration&) const = default;
};

// "4 business days", "1 week".
std::string to_string(Duration duration);
// The same, singular or plural, the words parted by spaces or underscores; else nothing.
std::optional<Duration> parse_duration(std::string_view text);

struct Deadline {
    Moment due;
    // Where counting began: the start, or the opening after it for units of working time.
    Moment counted_from;
    bool operator==(const Deadline&) const = default;
};

// The calendar is the owner's: his team's with his leave laid over it. A person's closures stop
// every clock: a deadline in hours, days or weeks moves by as much of them as lies between start
// and due (days and weeks by the wall clock, so that the time of day stays). Office closures stop
// only units of working time. To ignore leave, hand in the team's calendar.
//
// A later start never gives an earlier deadline, except for days and weeks from within the hour
// that the clocks repeat. Working time adds up: due(due(s, a), b) = due(s, a + b).
//
// Faults: duration_out_of_range {n, limit}; calendar_without_hours when no working time begins
// within two years; deadline_out_of_range when it would lie more than 200 years off or outside the
// years 0001 .. 9999.
Result<Deadline> due(Moment start, Duration duration, const Calendar& calendar);

// The moment by which `share` (0 .. 1) of the time from start to due has gone by: working time for
// units of working time, else elapsed time without the owner's leave. At 0 the start (or the
// opening after it), at 1 the due moment; never after it.
Moment at_share(Moment start, Moment due, double share, Duration duration,
                const Calendar& calendar);

// Working time in [a, b); zero when b is not after a.
Span working_time_between(Moment a, Moment b, const Calendar& calendar);

// How late, in elapsed time; all zero when it is not.
struct Lateness {
    std::int64_t days = 0;
    int hours = 0;
    int minutes = 0;
    bool operator==(const Lateness&) const = default;
};
Lateness late_by(Moment due, Moment now);

}  // namespace vigil
