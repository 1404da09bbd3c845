#include "main/demo/hours.h"

#include <algorithm>

#include "base/check.h"
#include "base/deadline.h"

namespace vigil::demo {

namespace {

constexpr Span grain = minutes(20);
constexpr Span furthest = days(100);
constexpr Span margin = minutes(20);  // so that nothing turns while the demo is being looked at

enum class Age { too_young, fits, too_old };

// One of the starts before `now` that fit; those in working hours first. Where only working time counts,
// due moments bunch around holidays: of those the latest few.
template <class AgeOf>
Moment start_that(const AgeOf& age_of, const rules::Guideline& guideline, const Calendar& calendar,
                  Moment now, Dice& dice) {
    constexpr std::size_t few = 80;
    std::vector<Moment> open, all;
    for (Moment at = now - grain; at > now - furthest; at = at - grain) {
        const Age age = age_of(at);
        if (age == Age::too_old) break;
        if (age == Age::too_young) continue;
        all.push_back(at);
        if (calendar.is_open(at)) open.push_back(at);
    }
    VIGIL_CHECK(!all.empty());
    auto& found = open.empty() ? all : open;
    if (counts_working_time(guideline.within.unit) && found.size() > few) found.resize(few);
    return dice.pick(found);
}

}  // namespace

Moment at_work(const Calendar& calendar, Moment at, Dice& dice) {
    const auto open = calendar.next_open(at);
    if (!open) return at;
    return open->from == at ? at
                            : std::min(open->from + dice.span(minutes(2), minutes(100)), open->to);
}

Moment at_work_by(const Calendar& calendar, Moment at, Moment limit, Dice& dice) {
    const Moment then = at_work(calendar, at, dice);
    return then < limit ? then : std::min(at, limit);
}

Moment in_office(const Calendar& calendar, Moment from, Moment to, Dice& dice) {
    constexpr int tries = 100;
    Moment at = from;
    for (int i = 0; i < tries; ++i) {
        at = from + dice.span(Span{}, to - from);
        if (calendar.is_open(at)) return at;
    }
    return at;
}

const rules::Guideline& guideline_of(const Company& company, std::string_view key) {
    const auto found =
        std::ranges::find_if(company.guidelines, [&](const auto& one) { return one->key == key; });
    VIGIL_CHECK(found != company.guidelines.end());
    return **found;
}

Moment due_of(const rules::Guideline& guideline, Moment started, const Calendar& calendar) {
    const auto deadline = due(started, guideline.within, calendar);
    VIGIL_CHECK(deadline.has_value());
    return deadline->due;
}

Moment start_warned_at(const rules::Guideline& guideline, const Calendar& calendar, Moment now,
                       Dice& dice) {
    const auto age_of = [&](Moment at) {
        const Moment due = due_of(guideline, at, calendar);
        if (due <= now + margin) return Age::too_old;
        const Moment warn = at_share(at, due, guideline.warn, guideline.within, calendar);
        return warn < now - margin ? Age::fits : Age::too_young;
    };
    return start_that(age_of, guideline, calendar, now, dice);
}

Moment start_late_by(const rules::Guideline& guideline, const Calendar& calendar, Moment now,
                     Span least, Span most, Dice& dice) {
    const auto age_of = [&](Moment at) {
        const Moment due = due_of(guideline, at, calendar);
        if (due < now - most) return Age::too_old;
        return due < now - least ? Age::fits : Age::too_young;
    };
    return start_that(age_of, guideline, calendar, now, dice);
}

}  // namespace vigil::demo
