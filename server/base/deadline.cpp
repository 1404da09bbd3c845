#include "base/deadline.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace vigil {

namespace {

constexpr Moment year_1{-62'135'596'800'000'000};
constexpr Moment year_10000{253'402'300'800'000'000};
constexpr Span distance_max = days(200 * 366);

struct UnitWords {
    std::string_view key;       // as in the API
    std::string_view singular;  // as people write it
    std::string_view plural;
};

constexpr std::array<UnitWords, 7> unit_words{{
    {"minutes", "minute", "minutes"},
    {"hours", "hour", "hours"},
    {"days", "day", "days"},
    {"weeks", "week", "weeks"},
    {"business_days", "business day", "business days"},
    {"working_minutes", "working minute", "working minutes"},
    {"working_hours", "working hour", "working hours"},
}};

const UnitWords& words_of(Unit unit) { return unit_words[static_cast<std::size_t>(unit)]; }

std::unexpected<Fault> without_hours(const Calendar& calendar) {
    return fail(FaultKind::refused, "calendar_without_hours",
                "no working time within two years in zone " + calendar.zone().name());
}

std::unexpected<Fault> out_of_range() { return fail(FaultKind::refused, "deadline_out_of_range"); }

// Microseconds of the wall clock, counted through from 1970-01-01T00:00.
std::int64_t wall_clock(Moment moment, const Zone& zone) {
    return moment.us + zone.offset_at(moment).us;
}

// Moves `end` by the leave that lies in [start, end), again and again until no more does.
Moment moved_by_leave(Moment start, Moment end, const Calendar& calendar) {
    const auto closures = calendar.closures();
    auto leave = std::ranges::upper_bound(closures, start, {}, &Closure::to);
    for (; leave != closures.end(); ++leave) {
        if (leave->whose != Closure::Whose::person) continue;
        const Moment from = std::max(leave->from, start);
        if (from >= end) break;
        end = end + (leave->to - from);
    }
    return end;
}

Moment later_by_days(Moment start, int n, const Calendar& calendar) {
    const Zone& zone = calendar.zone();
    const std::int64_t local_start = wall_clock(start, zone);
    std::int64_t end = local_start + n * us_per_day;
    const auto closures = calendar.closures();
    auto leave = std::ranges::upper_bound(closures, start, {}, &Closure::to);
    for (; leave != closures.end(); ++leave) {
        if (leave->whose != Closure::Whose::person) continue;
        const std::int64_t from =
            leave->from <= start ? local_start : wall_clock(leave->from, zone);
        if (from >= end) break;
        end += std::max<std::int64_t>(0, wall_clock(leave->to, zone) - from);
    }
    return zone.to_utc(Day{}, end);
}

Result<Deadline> after_working_time(Moment start, Span length, const Calendar& calendar) {
    OpenWalk walk(calendar, start);
    OpenSpan span;
    std::optional<Moment> counted_from;
    const Moment last = start + distance_max;
    while (walk.next(span)) {
        if (!counted_from) counted_from = span.from;
        const Span open = span.to - span.from;
        if (length <= open) return Deadline{span.from + length, *counted_from};
        length = Span{length.us - open.us};
        if (span.to > last) return out_of_range();
    }
    return without_hours(calendar);
}

Result<Deadline> after_business_days(Moment start, int n, const Calendar& calendar) {
    OpenWalk walk(calendar, start);
    OpenSpan span;
    if (!walk.next(span)) return without_hours(calendar);
    const Moment opens = span.from;
    const LocalTime from = calendar.zone().to_local(opens);
    Day day = from.day;
    while (n > 0) {
        if (walk.day() > day) {
            day = walk.day();
            --n;
            continue;
        }
        if (!walk.next(span)) return without_hours(calendar);
        if (walk.day() - from.day > distance_max.us / us_per_day) return out_of_range();
    }
    // Now the span is the first of the day that is wanted.
    const Moment wanted = calendar.zone().to_utc(day, from.us_of_day);
    Moment closing = wanted;
    do {
        if (wanted < span.to) return Deadline{std::max(wanted, span.from), opens};
        closing = span.to;
    } while (walk.next(span) && walk.day() == day);
    return Deadline{closing, opens};
}

Result<Deadline> count(Moment start, Duration duration, const Calendar& calendar) {
    const int n = duration.n;
    switch (duration.unit) {
        case Unit::minutes:
            return Deadline{moved_by_leave(start, start + minutes(n), calendar), start};
        case Unit::hours:
            return Deadline{moved_by_leave(start, start + hours(n), calendar), start};
        case Unit::days:
            return Deadline{later_by_days(start, n, calendar), start};
        case Unit::weeks:
            return Deadline{later_by_days(start, n * 7, calendar), start};
        case Unit::business_days:
            return after_business_days(start, n, calendar);
        case Unit::working_minutes:
            return after_working_time(start, minutes(n), calendar);
        case Unit::working_hours:
            return after_working_time(start, hours(n), calendar);
    }
    return out_of_range();
}

}  // namespace

std::string_view to_string(Unit unit) { return words_of(unit).key; }

std::optional<Unit> parse_unit(std::string_view text) {
    for (std::size_t i = 0; i < unit_words.size(); ++i) {
        if (unit_words[i].key == text) return static_cast<Unit>(i);
    }
    return std::nullopt;
}

std::string to_string(Duration duration) {
    const UnitWords& words = words_of(duration.unit);
    return std::to_string(duration.n) + ' ' +
           std::string(duration.n == 1 ? words.singular : words.plural);
}

std::optional<Duration> parse_duration(std::string_view text) {
    int n = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, n);
    if (error != std::errc{} || n < 1 || n > Duration::n_max || text.front() == '0') {
        return std::nullopt;
    }
    std::string unit;  // one space between words, none around
    bool spaced = false;
    for (const char* at = stopped; at != end; ++at) {
        if (*at == ' ' || *at == '_') {
            spaced = true;
            continue;
        }
        if (unit.empty() && !spaced) return std::nullopt;
        if (spaced && !unit.empty()) unit += ' ';
        spaced = false;
        if (unit.size() > 20) return std::nullopt;
        unit += *at;
    }
    if (spaced) return std::nullopt;
    for (std::size_t i = 0; i < unit_words.size(); ++i) {
        if (unit == unit_words[i].singular || unit == unit_words[i].plural) {
            return Duration{n, static_cast<Unit>(i)};
        }
    }
    return std::nullopt;
}

Result<Deadline> due(Moment start, Duration duration, const Calendar& calendar) {
    if (duration.n < 1 || duration.n > Duration::n_max) {
        return fail(
            FaultKind::refused, "duration_out_of_range", {},
            {{"n", std::to_string(duration.n)}, {"limit", std::to_string(Duration::n_max)}});
    }
    if (start < year_1 || start >= year_10000) return out_of_range();
    auto deadline = count(start, duration, calendar);
    if (deadline && (deadline->due >= year_10000 || deadline->due - start > distance_max)) {
        return out_of_range();
    }
    return deadline;
}

Moment at_share(Moment start, Moment due, double share, Duration duration,
                const Calendar& calendar) {
    if (share >= 1 || due <= start) return due;
    if (!(share > 0)) share = 0;
    const auto part = [share](Span whole) {
        return Span{std::llround(static_cast<double>(whole.us) * share)};
    };
    if (!counts_working_time(duration.unit)) {
        Span leave{};
        for (const Closure& closure : calendar.closures()) {
            if (closure.whose != Closure::Whose::person) continue;
            const Span overlap = std::min(closure.to, due) - std::max(closure.from, start);
            leave.us += std::max<std::int64_t>(0, overlap.us);
        }
        const Span elapsed{(due - start).us - leave.us};
        return std::min(due, moved_by_leave(start, start + part(elapsed), calendar));
    }
    const Span length = part(working_time_between(start, due, calendar));
    const auto found = after_working_time(start, length, calendar);
    return found ? std::min(due, found->due) : due;
}

Span working_time_between(Moment a, Moment b, const Calendar& calendar) {
    Span sum{};
    OpenWalk walk(calendar, a);
    OpenSpan span;
    while (a < b && walk.next(span) && span.from < b) {
        sum.us += (std::min(span.to, b) - span.from).us;
    }
    return sum;
}

Lateness late_by(Moment due, Moment now) {
    if (now <= due) return {};
    const std::int64_t late = (now - due).us / us_per_minute;
    return {late / 1440, static_cast<int>(late / 60 % 24), static_cast<int>(late % 60)};
}

}  // namespace vigil
