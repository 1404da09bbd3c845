// How a deadline came about: a derivation as data, and as one line for people, e.g.
// "Fri 16:00 + 1 business day, weekend skipped = Mon 16:00". Made only when somebody looks at it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.h"

namespace vigil {

struct Step {
    enum class Kind {
        start,
        off_days,       // days without hours in the weekly plan; a weekend, if is_weekend
        holiday,        // name, first .. last
        leave,          // name, first .. last; a person's closure
        office_closed,  // name, first .. last
        clock_change,   // minutes: positive when the clocks go forward
        counted_from,   // the opening at which counting began, when the start was outside hours
        into_hours,     // that time of day is not worked on the last day; `at` is what became of it
        time_skipped,   // the clocks leap over that time of day; `at` is the moment of the leap
        due,
    };
    Kind kind = Kind::start;
    Moment at;
    Day first{};
    Day last{};
    std::string name{};
    int minutes = 0;
    bool is_weekend = false;
};

struct Explanation {
    Zone zone;
    Duration duration;
    Deadline deadline;
    std::vector<Step> steps;  // in order of time, start first, due last; at most steps_max
    int left_out = 0;         // skipped things beyond that

    static constexpr int steps_max = 200;
};

// Faults as due().
Result<Explanation> explain(Moment start, Duration duration, const Calendar& calendar);

// One line, in the language of a BCP 47 tag: Chinese for "zh…", else English. Weekdays alone within
// a week, else with the date, with the year when it is not one and the same.
std::string in_words(const Explanation& explanation, std::string_view language);

// The same of a deadline that stands at `due`: where that is not what is derived now, it says so and why.
std::string in_words(const Explanation& explanation, Moment due, std::string_view language);

// "4 business days", "4 个工作日".
std::string in_words(Duration duration, std::string_view language);

// The two largest parts, "1 d 4 h", "4 h 5 min", "1 天 4 小时"; below a minute "< 1 min".
std::string in_words(Lateness lateness, std::string_view language);

}  // namespace vigil
