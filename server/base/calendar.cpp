#include "base/calendar.h"

#include <algorithm>
#include <tuple>

namespace vigil {

namespace {

constexpr int minutes_of_day = 1440;
constexpr std::size_t special_days_max = 10'000;
constexpr std::size_t closures_max = 10'000;
constexpr std::size_t hours_of_day_max = 48;
constexpr std::size_t name_size_max = 1000;
// Special days are marked in a bitmap; a lone day centuries away must not stretch it.
constexpr int bitmap_days_max = 40'000;
// No two offsets of one zone lie further apart.
constexpr Span offset_change_max = hours(26);

std::vector<WorkHours> joined(std::vector<WorkHours> hours) {
    std::ranges::sort(hours);
    std::vector<WorkHours> result;
    for (const WorkHours& next : hours) {
        if (!result.empty() && next.from <= result.back().to) {
            result.back().to = std::max(result.back().to, next.to);
        } else {
            result.push_back(next);
        }
    }
    return result;
}

// Splits at each edge, so that where office and person overlap the person's leave wins; then joins
// neighbours of one kind.
std::vector<Closure> disjoint(std::vector<Closure> all) {
    using Whose = Closure::Whose;
    std::erase_if(all, [](const Closure& c) { return c.from >= c.to; });
    std::ranges::sort(all, {}, [](const Closure& c) { return std::tie(c.from, c.to, c.name); });
    std::vector<Closure> leave;
    for (Closure& next : all) {
        if (next.whose != Whose::person) continue;
        if (!leave.empty() && next.from <= leave.back().to) {
            leave.back().to = std::max(leave.back().to, next.to);
        } else {
            leave.push_back(std::move(next));
        }
    }
    std::vector<Closure> result;
    Moment covered{INT64_MIN};
    for (const Closure& next : all) {
        if (next.whose != Whose::office) continue;
        Moment from = std::max(next.from, covered);
        auto other = std::ranges::upper_bound(leave, from, {}, &Closure::to);
        for (; other != leave.end() && other->from < next.to; ++other) {
            if (from < other->from) result.push_back({from, other->from, next.name, Whose::office});
            from = other->to;
        }
        if (from < next.to) result.push_back({from, next.to, next.name, Whose::office});
        covered = std::max(covered, next.to);
    }
    std::ranges::move(leave, std::back_inserter(result));
    std::ranges::sort(result, {}, &Closure::from);
    return result;
}

void check_hours(const std::vector<WorkHours>& hours, const std::string& field,
                 std::vector<FieldFault>& faults) {
    if (hours.size() > hours_of_day_max) {
        faults.push_back(
            {field, "calendar_too_large", {{"limit", std::to_string(hours_of_day_max)}}});
    }
    for (const WorkHours& each : hours) {
        if (each.from >= 0 && each.from < each.to && each.to <= minutes_of_day) continue;
        faults.push_back({field,
                          "calendar_hours_invalid",
                          {{"from", std::to_string(each.from)}, {"to", std::to_string(each.to)}}});
    }
}

void check_name(const std::string& name, const std::string& field,
                std::vector<FieldFault>& faults) {
    if (name.size() <= name_size_max) return;
    faults.push_back({field, "calendar_name_too_long", {{"limit", std::to_string(name_size_max)}}});
}

void check_special_days(const std::vector<SpecialDay>& special_days,
                        std::vector<FieldFault>& faults) {
    if (special_days.size() > special_days_max) {
        faults.push_back(
            {"special_days", "calendar_too_large", {{"limit", std::to_string(special_days_max)}}});
        return;
    }
    std::vector<Day> seen;
    for (const SpecialDay& special : special_days) {
        check_hours(special.hours, "special_days", faults);
        check_name(special.name, "special_days", faults);
        seen.push_back(special.day);
    }
    std::ranges::sort(seen);
    for (std::size_t i = 1; i < seen.size(); ++i) {
        if (seen[i] != seen[i - 1] || (i > 1 && seen[i] == seen[i - 2])) continue;
        faults.push_back(
            {"special_days", "calendar_special_day_twice", {{"day", to_string(seen[i])}}});
    }
}

void check_closures(const std::vector<Closure>& closures, std::vector<FieldFault>& faults) {
    if (closures.size() > closures_max) {
        faults.push_back(
            {"closures", "calendar_too_large", {{"limit", std::to_string(closures_max)}}});
        return;
    }
    for (const Closure& closure : closures) {
        check_name(closure.name, "closures", faults);
        if (closure.from < closure.to) continue;
        faults.push_back({"closures", "calendar_closure_empty", {{"name", closure.name}}});
    }
}

}  // namespace

struct CalendarHours {
    Zone zone;
    std::array<std::vector<WorkHours>, 7> week;
    std::vector<SpecialDay> special_days;  // sorted by day
    Day bitmap_from;
    std::vector<bool> bitmap;

    // Most days are not special; one bit says so.
    const SpecialDay* special_day(Day day) const {
        if (special_days.empty() || day < special_days.front().day) return nullptr;
        const auto at = static_cast<std::size_t>(std::int64_t{day.number} - bitmap_from.number);
        if (at < bitmap.size() && !bitmap[at]) return nullptr;
        const auto found = std::ranges::lower_bound(special_days, day, {}, &SpecialDay::day);
        return found != special_days.end() && found->day == day ? &*found : nullptr;
    }

    std::span<const WorkHours> on(Day day) const {
        if (const SpecialDay* special = special_day(day)) return special->hours;
        return week[static_cast<std::size_t>(weekday(day))];
    }
};

Closure closure_of_days(const Zone& zone, Day first, Day last, std::string name,
                        Closure::Whose whose) {
    return {zone.to_utc(first, 0), zone.to_utc(last, us_per_day), std::move(name), whose};
}

CalendarPlan office_week(std::string_view zone) {
    CalendarPlan plan;
    plan.zone = zone;
    for (std::size_t day = 0; day < 5; ++day) plan.week[day] = {{9 * 60, 18 * 60}};
    return plan;
}

std::vector<FieldFault> faults_of(const CalendarPlan& plan) {
    std::vector<FieldFault> faults;
    if (!Zone::find(plan.zone)) {
        faults.push_back({"zone", "calendar_zone_unknown", {{"zone", plan.zone.substr(0, 64)}}});
    }
    for (const auto& hours : plan.week) check_hours(hours, "week", faults);
    check_special_days(plan.special_days, faults);
    check_closures(plan.closures, faults);
    return faults;
}

Calendar::Calendar() {
    static const auto nothing = std::make_shared<const CalendarHours>();
    hours_ = nothing;
}

Result<Calendar> Calendar::make(const CalendarPlan& plan) {
    if (auto faults = faults_of(plan); !faults.empty()) {
        Fault fault{FaultKind::refused, "calendar_invalid"};
        fault.fields = std::move(faults);
        return pass_on(std::move(fault));
    }
    CalendarHours made;
    made.zone = Zone::find(plan.zone).value_or(Zone());
    for (std::size_t day = 0; day < 7; ++day) made.week[day] = joined(plan.week[day]);
    made.special_days = plan.special_days;
    std::ranges::sort(made.special_days, {}, &SpecialDay::day);
    for (SpecialDay& special : made.special_days) {
        special.hours = joined(std::move(special.hours));
        if (made.bitmap.empty()) made.bitmap_from = special.day;
        const std::int64_t at = std::int64_t{special.day.number} - made.bitmap_from.number;
        if (at >= bitmap_days_max) continue;
        made.bitmap.resize(static_cast<std::size_t>(at) + 1);
        made.bitmap.back() = true;
    }
    Calendar calendar;
    calendar.hours_ = std::make_shared<const CalendarHours>(std::move(made));
    calendar.closures_ = disjoint(plan.closures);
    return calendar;
}

Calendar Calendar::with(std::vector<Closure> closures) const {
    Calendar result = *this;
    std::ranges::copy(closures_, std::back_inserter(closures));
    result.closures_ = disjoint(std::move(closures));
    return result;
}

const Zone& Calendar::zone() const { return hours_->zone; }

std::span<const WorkHours> Calendar::hours_on(Day day) const { return hours_->on(day); }

std::span<const WorkHours> Calendar::weekday_hours(int weekday) const {
    return hours_->week[static_cast<std::size_t>(weekday)];
}

const SpecialDay* Calendar::special_day(Day day) const { return hours_->special_day(day); }

std::span<const SpecialDay> Calendar::special_days() const { return hours_->special_days; }

bool Calendar::is_open(Moment moment) const {
    const auto span = next_open(moment);
    return span && span->from <= moment;
}

std::optional<OpenSpan> Calendar::next_open(Moment moment) const {
    OpenWalk walk(*this, moment);
    OpenSpan span;
    if (!walk.next(span)) return std::nullopt;
    return span;
}

bool Calendar::is_business_day(Day day) const {
    const auto hours = hours_->on(day);
    if (hours.empty()) return false;
    const Moment opens = hours_->zone.to_utc(day, hours.front().from * us_per_minute);
    const Moment closes = hours_->zone.to_utc(day, hours.back().to * us_per_minute);
    if (opens >= closes) return false;  // a day, or its hours, that the clocks leap over
    const auto closure = std::ranges::upper_bound(closures_, opens, {}, &Closure::to);
    if (closure == closures_.end() || closure->from >= closes) return true;
    OpenWalk walk(*this, opens);
    OpenSpan span;
    return walk.next(span) && span.from < closes;
}

OpenWalk::OpenWalk(const Calendar& calendar, Moment from)
    : calendar_(&calendar),
      segment_(calendar.zone().segment_at(from)),
      left_from_(from),
      left_to_(from) {
    const std::int64_t local = from.us + segment_.offset.us;
    day_ = {static_cast<std::int32_t>(local / us_per_day - (local % us_per_day < 0 ? 1 : 0))};
    hours_ = calendar.hours_on(day_);
    const auto closures = calendar.closures();
    const auto first = std::ranges::upper_bound(closures, from, {}, &Closure::to);
    next_closure_ = static_cast<std::size_t>(first - closures.begin());
}

bool OpenWalk::next(OpenSpan& span) {
    for (;;) {
        if (left_from_ < left_to_ && cut_closures(span)) {
            idle_days_ = 0;
            return true;
        }
        if (!load_hours()) return false;
    }
}

// Steps to the next working hours of the plan, on this day or a later one.
bool OpenWalk::load_hours() {
    while (next_hours_ == hours_.size()) {
        if (++idle_days_ > patience_days) {
            --idle_days_;
            return false;
        }
        day_ = day_ + 1;
        hours_ = calendar_->hours_on(day_);
        next_hours_ = 0;
    }
    const WorkHours& hours = hours_[next_hours_++];
    left_from_ = std::max(left_from_, utc_of(hours.from));
    left_to_ = utc_of(hours.to);
    return true;
}

// Takes the first open piece of what is left; false when closures cover all of it.
bool OpenWalk::cut_closures(OpenSpan& span) {
    const auto closures = calendar_->closures();
    while (next_closure_ < closures.size() && closures[next_closure_].to <= left_from_) {
        ++next_closure_;
    }
    while (next_closure_ < closures.size() && closures[next_closure_].from < left_to_) {
        const Closure& closure = closures[next_closure_];
        const Moment from = left_from_;
        left_from_ = closure.to;
        ++next_closure_;
        if (from < closure.from) {
            span = {from, closure.from};
            return true;
        }
        if (left_from_ >= left_to_) return false;
    }
    span = {left_from_, left_to_};
    left_from_ = left_to_;
    return true;
}

// Asks the zone only near a change of its offset; in between the offset is known.
Moment OpenWalk::utc_of(int minute) {
    const std::int64_t local = day_.number * us_per_day + minute * us_per_minute;
    const Moment guess{local - segment_.offset.us};
    if (guess >= segment_.from + offset_change_max && guess < segment_.to) return guess;
    const Moment exact = calendar_->zone().to_utc(day_, minute * us_per_minute);
    if (exact >= segment_.to) segment_ = calendar_->zone().segment_at(exact);
    return exact;
}

}  // namespace vigil
