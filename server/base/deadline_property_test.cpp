// Deadlines against a walk minute by minute that shares no code with them: its wall clock is the
// date library's, its calendar a plain array with one entry a minute.
#include <gtest/gtest.h>

#ifndef USE_OS_TZDB
#define USE_OS_TZDB 1  // as the library was built
#endif
#include <date/tz.h>

#include <algorithm>
#include <random>

#include "base/deadline.h"

namespace vigil {
namespace {

using Dice = std::mt19937_64;

int roll(Dice& dice, int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(dice);
}

struct Place {
    const char* zone;
    const char* around;  // a day on which its clocks change, if they do
};

constexpr Place places[] = {
    {"Europe/Berlin", "2026-03-29"},       {"Europe/Berlin", "2026-10-25"},
    {"America/New_York", "2026-03-08"},    {"America/New_York", "2026-11-01"},
    {"Asia/Kolkata", "2026-05-01"},        {"Australia/Lord_Howe", "2026-04-05"},
    {"Australia/Lord_Howe", "2026-10-04"}, {"America/Sao_Paulo", "2018-11-04"},
    {"America/Sao_Paulo", "2018-02-18"},   {"Asia/Shanghai", "2026-10-01"},
    {"Pacific/Apia", "2011-12-30"},        {"Africa/Cairo", "2026-04-24"},
    {"Africa/Cairo", "2026-10-30"},        {"America/St_Johns", "2010-11-07"},
};

constexpr int window_days = 60;
constexpr int lead_days = 20;

std::vector<WorkHours> random_hours(Dice& dice) {
    std::vector<WorkHours> hours;
    for (int n = roll(dice, 1, 3); n > 0; --n) {
        int from = roll(dice, 0, 1439), to = roll(dice, 0, 1439);
        if (roll(dice, 0, 3) == 0) from = 0;
        if (roll(dice, 0, 3) == 0) to = 1440;
        if (roll(dice, 0, 3) == 0) from = 120, to = 180;
        if (from > to) std::swap(from, to);
        hours.push_back({from, to + (from == to ? 1 : 0)});
    }
    return hours;
}

CalendarPlan random_plan(Dice& dice, const Place& place) {
    const Day first = *parse_day(place.around) + -lead_days;
    CalendarPlan plan;
    plan.zone = place.zone;
    for (auto& hours : plan.week) {
        if (roll(dice, 0, 9) < 7) hours = random_hours(dice);
    }
    for (int day = 0; day < window_days; ++day) {
        const int kind = roll(dice, 0, 19);
        if (kind == 0) plan.special_days.push_back({first + day, "holiday"});
        if (kind == 1) plan.special_days.push_back({first + day, "short", random_hours(dice)});
    }
    for (int n = roll(dice, 0, 3); n > 0; --n) {
        const Moment from{days(first.number + roll(dice, 0, 40)).us +
                          minutes(roll(dice, 0, 1439)).us};
        plan.closures.push_back(
            {from, from + minutes(roll(dice, 1, 4 * 1440)), "away",
             roll(dice, 0, 1) ? Closure::Whose::person : Closure::Whose::office});
    }
    return plan;
}

// Monday to Friday with one opening and closing, holidays and leave in whole days.
CalendarPlan even_plan(Dice& dice, const Place& place) {
    CalendarPlan plan = office_week(place.zone);
    const WorkHours hours{roll(dice, 360, 600), roll(dice, 900, 1320)};
    for (std::size_t day = 0; day < 5; ++day) plan.week[day] = {hours};
    const Day first = *parse_day(place.around) + -lead_days;
    const Zone zone = *Zone::find(place.zone);
    for (int day = 0; day < window_days; ++day) {
        if (roll(dice, 0, 19) == 0) plan.special_days.push_back({first + day, "holiday"});
        if (roll(dice, 0, 19) == 0) {
            plan.closures.push_back(
                closure_of_days(zone, first + day, first + (day + roll(dice, 0, 3)), "leave"));
        }
    }
    return plan;
}

class Walk {
  public:
    Walk(const CalendarPlan& plan, const Place& place) {
        const auto* zone = date::locate_zone(place.zone);
        first_ = (parse_day(place.around)->number - lead_days) * std::int64_t{1440};
        std::int64_t shown_most = INT64_MIN;
        for (std::int64_t m = first_ - 1500; m < first_ + window_days * 1440; ++m) {
            const auto info = zone->get_info(date::sys_seconds{std::chrono::seconds{m * 60}});
            const std::int64_t shown = m + info.offset.count() / 60;
            shown_most = std::max(shown_most, shown);
            if (m < first_) continue;
            Minute minute{shown, shown_most, false, false};
            minute.leave = closed(plan, m, false);
            minute.open = works(plan, shown_most) && !closed(plan, m, true);
            minutes_.push_back(minute);
        }
    }

    Moment start(Dice& dice) const {
        return at(static_cast<std::size_t>(roll(dice, 0, 30 * 1440)));
    }

    // Nothing when the answer lies beyond the window.
    std::optional<Moment> due(Moment start, Duration duration) const {
        const std::size_t from = index(start);
        switch (duration.unit) {
            case Unit::minutes:
                return count(from, duration.n, &Minute::leave, false);
            case Unit::hours:
                return count(from, duration.n * 60, &Minute::leave, false);
            case Unit::working_minutes:
                return count(from, duration.n, &Minute::open, true);
            case Unit::working_hours:
                return count(from, duration.n * 60, &Minute::open, true);
            case Unit::days:
                return showing(minutes_[from].shown + duration.n * 1440);
            case Unit::weeks:
                return showing(minutes_[from].shown + duration.n * 7 * 1440);
            case Unit::business_days:
                return business(from, duration.n);
        }
        return std::nullopt;
    }

    int open_between(Moment a, Moment b) const {
        int sum = 0;
        for (std::size_t i = index(a); i < index(b); ++i) sum += minutes_[i].open ? 1 : 0;
        return sum;
    }

    bool repeated(Moment moment) const {
        const Minute& minute = minutes_[index(moment)];
        const std::size_t before = index(moment);
        return minute.shown < minute.shown_most ||
               (before > 0 && minutes_[before - 1].shown_most >= minute.shown);
    }

  private:
    struct Minute {
        std::int64_t shown;       // minute of the wall clock since 1970
        std::int64_t shown_most;  // the latest that it has shown so far
        bool open;
        bool leave;
    };

    static bool works(const CalendarPlan& plan, std::int64_t shown) {
        const int day = static_cast<int>(shown / 1440);
        const int minute = static_cast<int>(shown % 1440);
        const std::vector<WorkHours>* hours = &plan.week[static_cast<std::size_t>((day + 3) % 7)];
        for (const SpecialDay& special : plan.special_days) {
            if (special.day.number == day) hours = &special.hours;
        }
        return std::ranges::any_of(
            *hours, [&](WorkHours each) { return each.from <= minute && minute < each.to; });
    }

    static bool closed(const CalendarPlan& plan, std::int64_t minute, bool office_too) {
        return std::ranges::any_of(plan.closures, [&](const Closure& closure) {
            return closure.from.us <= minute * us_per_minute &&
                   minute * us_per_minute < closure.to.us &&
                   (office_too || closure.whose == Closure::Whose::person);
        });
    }

    Moment at(std::size_t i) const {
        return {(first_ + static_cast<std::int64_t>(i)) * us_per_minute};
    }
    std::size_t index(Moment moment) const {
        return static_cast<std::size_t>(moment.us / us_per_minute - first_);
    }

    std::optional<Moment> count(std::size_t from, int n, bool Minute::*flag, bool wanted) const {
        for (std::size_t i = from; i < minutes_.size(); ++i) {
            if (minutes_[i].*flag == wanted && --n == 0) return at(i + 1);
        }
        return std::nullopt;
    }

    std::optional<Moment> showing(std::int64_t wanted) const {
        for (std::size_t i = 0; i < minutes_.size(); ++i) {
            if (minutes_[i].shown_most >= wanted) return at(i);
        }
        return std::nullopt;
    }

    std::optional<Moment> business(std::size_t from, int n) const {
        while (from < minutes_.size() && !minutes_[from].open) ++from;
        if (from == minutes_.size()) return std::nullopt;
        const std::int64_t of_day = minutes_[from].shown % 1440;
        std::int64_t day = minutes_[from].shown / 1440;
        std::size_t i = from;
        for (; n > 0; --n) {  // to the first open minute of the next day that has one
            while (i < minutes_.size() &&
                   (!minutes_[i].open || minutes_[i].shown_most / 1440 <= day)) {
                ++i;
            }
            if (i == minutes_.size()) return std::nullopt;
            day = minutes_[i].shown_most / 1440;
        }
        std::size_t closing = i;
        for (; i < minutes_.size() && minutes_[i].shown_most / 1440 == day; ++i) {
            if (!minutes_[i].open) continue;
            if (minutes_[i].shown_most >= day * 1440 + of_day) return at(i);
            closing = i + 1;
        }
        if (i == minutes_.size()) return std::nullopt;
        return at(closing);
    }

    std::int64_t first_ = 0;
    std::vector<Minute> minutes_;
};

Duration random_duration(Dice& dice) {
    const auto unit = static_cast<Unit>(roll(dice, 0, 6));
    const int most = unit == Unit::minutes || unit == Unit::working_minutes ? 9000
                     : unit == Unit::hours                                  ? 300
                     : unit == Unit::working_hours                          ? 100
                     : unit == Unit::weeks                                  ? 3
                                                                            : 15;
    return {roll(dice, 1, most), unit};
}

bool by_wall_clock(Unit unit) { return unit == Unit::days || unit == Unit::weeks; }

TEST(DeadlineProperty, equals_a_walk_minute_by_minute) {
    Dice dice(20'260'302);
    int compared = 0;
    for (int round = 0; round < 4; ++round) {
        for (const Place& place : places) {
            CalendarPlan plan = random_plan(dice, place);
            const Calendar calendar = Calendar::make(plan).value();
            const Walk walk(plan, place);
            for (int i = 0; i < 80; ++i) {
                const Moment start = walk.start(dice);
                const Duration duration = random_duration(dice);
                // Leave over days and weeks is measured by the wall clock; tables test it.
                if (by_wall_clock(duration.unit) && !plan.closures.empty()) continue;
                const auto expected = walk.due(start, duration);
                if (!expected) continue;
                const auto found = due(start, duration, calendar);
                ASSERT_TRUE(found) << found.error().code;
                ASSERT_EQ(to_string(found->due), to_string(*expected))
                    << place.zone << " " << to_string(start) << " + " << to_string(duration);
                if (found->due > start) {
                    ASSERT_EQ(working_time_between(start, found->due, calendar),
                              minutes(walk.open_between(start, found->due)));
                }
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, 2'000);
}

TEST(DeadlineProperty, a_later_start_is_never_due_earlier) {
    Dice dice(2);
    for (int round = 0; round < 4; ++round) {
        for (const Place& place : places) {
            const CalendarPlan plan = random_plan(dice, place);
            const Calendar calendar = Calendar::make(plan).value();
            const Walk walk(plan, place);
            for (int i = 0; i < 150; ++i) {
                const Duration duration = random_duration(dice);
                const Moment early = walk.start(dice) + Span{roll(dice, 0, 59'999'999)};
                const Moment late = early + minutes(roll(dice, 0, roll(dice, 0, 1) ? 90 : 5000));
                if (by_wall_clock(duration.unit) && (walk.repeated(early) || walk.repeated(late))) {
                    continue;
                }
                const auto first = due(early, duration, calendar);
                const auto second = due(late, duration, calendar);
                if (!first) {
                    // Nothing to work: later starts do not find more.
                    ASSERT_FALSE(second);
                    continue;
                }
                if (!second) continue;
                ASSERT_LE(first->due, second->due)
                    << place.zone << " " << to_string(early) << " " << to_string(late) << " + "
                    << to_string(duration);
                ASSERT_GE(first->due, first->counted_from);
                ASSERT_GE(first->counted_from, early);
            }
        }
    }
}

TEST(DeadlineProperty, working_time_adds_up) {
    Dice dice(5);
    for (int round = 0; round < 6; ++round) {
        for (const Place& place : places) {
            const Calendar calendar = Calendar::make(random_plan(dice, place)).value();
            for (int i = 0; i < 100; ++i) {
                const Moment start{days(parse_day(place.around)->number - 5).us +
                                   minutes(roll(dice, 0, 20'000)).us + roll(dice, 0, 59'999'999)};
                const int a = roll(dice, 1, 600), b = roll(dice, 1, 600);
                const auto first = due(start, {a, Unit::working_minutes}, calendar);
                if (!first) continue;
                const auto twice = due(first->due, {b, Unit::working_minutes}, calendar);
                const auto once = due(start, {a + b, Unit::working_minutes}, calendar);
                ASSERT_TRUE(twice && once);
                ASSERT_EQ(twice->due, once->due) << place.zone << " " << to_string(start);
                ASSERT_EQ(working_time_between(start, once->due, calendar), minutes(a + b));
            }
        }
    }
}

TEST(DeadlineProperty, business_days_add_up_from_inside_hours) {
    Dice dice(9);
    int compared = 0;
    for (int round = 0; round < 6; ++round) {
        for (const Place& place : places) {
            const Calendar calendar = Calendar::make(even_plan(dice, place)).value();
            for (int i = 0; i < 100; ++i) {
                const Moment start{days(parse_day(place.around)->number - 15).us +
                                   minutes(roll(dice, 0, 40'000)).us};
                if (!calendar.is_open(start)) continue;
                const int a = roll(dice, 1, 8), b = roll(dice, 1, 8);
                const auto first = due(start, {a, Unit::business_days}, calendar);
                const auto twice = due(first->due, {b, Unit::business_days}, calendar);
                const auto once = due(start, {a + b, Unit::business_days}, calendar);
                ASSERT_EQ(twice->due, once->due) << place.zone << " " << to_string(start);
                ASSERT_EQ(calendar.zone().to_local(once->due).us_of_day,
                          calendar.zone().to_local(start).us_of_day);
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, 1'000);
}

TEST(DeadlineProperty, a_share_is_that_share) {
    Dice dice(13);
    for (int round = 0; round < 4; ++round) {
        for (const Place& place : places) {
            const Calendar calendar = Calendar::make(random_plan(dice, place)).value();
            for (int i = 0; i < 60; ++i) {
                const Moment start{days(parse_day(place.around)->number - 5).us +
                                   minutes(roll(dice, 0, 20'000)).us};
                const Duration duration = random_duration(dice);
                const auto deadline = due(start, duration, calendar);
                if (!deadline) continue;
                const Moment until = deadline->due;
                Moment before = start;
                for (const double share : {0.0, 0.25, 0.5, 0.75, 0.9, 1.0}) {
                    const Moment at = at_share(start, until, share, duration, calendar);
                    ASSERT_TRUE(before <= at && at <= until);
                    before = at;
                    if (!counts_working_time(duration.unit)) continue;
                    const double whole = working_time_between(start, until, calendar).us;
                    const double part = working_time_between(start, at, calendar).us;
                    ASSERT_NEAR(part, whole * share, 1.0) << place.zone << to_string(start);
                }
                ASSERT_EQ(at_share(start, until, 1.0, duration, calendar), until);
            }
        }
    }
}

}  // namespace
}  // namespace vigil
