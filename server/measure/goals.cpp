#include "measure/goals.h"

#include <algorithm>

#include "base/deadline.h"
#include "usecases/conditions.h"

namespace vigil::measure {

namespace {

constexpr int most_plans = 20'000;
constexpr WideAmount millionths = 1'000'000;

// The hours of a team: its own, or those of the next team above that has some.
const Calendar& calendar_of_team(const Company& company, Id id) {
    for (int depth = 0; id && depth < 32; ++depth) {
        const Team* team = company.team(id);
        if (!team) break;
        if (const auto found = company.calendars.find(team->calendar);
            found != company.calendars.end())
            return found->second;
        id = team->parent;
    }
    return company.calendar;
}

// How much of a period's working time is gone by; of a period without any, how much of its days.
struct Share {
    std::int64_t gone = 0, whole = 1;
    WideAmount of(WideAmount amount) const { return amount * gone / whole; }
};

Share share_of(Day first, const Calendar& calendar, const Stretches& when) {
    const Moment begins = when.zone.to_utc(first, 0);
    const Moment ends = when.zone.to_utc(next_first(when.period, first), 0);
    const Moment now = std::clamp(when.now, begins, ends);
    const std::int64_t whole = working_time_between(begins, ends, calendar).us;
    if (whole > 0) return {working_time_between(begins, now, calendar).us, whole};
    return {(now - begins).us, (ends - begins).us};
}

void add(Goal::Aim& to, const Goal::Aim& aim) {
    to.target += aim.target;
    to.expected += aim.expected;
}

}  // namespace

void Goal::add(const Goal& other) {
    if (other.count) {
        if (!count) count = Aim{};
        measure::add(*count, *other.count);
    }
    for (const auto& [currency, aim] : other.sums) measure::add(sums[currency], aim);
}

std::string_view to_string(Pace pace) {
    constexpr std::string_view names[] = {"reached", "ahead", "on_pace", "behind"};
    return names[std::size_t(pace)];
}

Pace pace_of(WideAmount target, WideAmount expected, WideAmount done, WideAmount one) {
    if (done >= target) return Pace::reached;
    const WideAmount off = done > expected ? done - expected : expected - done;
    if (off < one || off * 100 <= target * 2) return Pace::on_pace;
    return done > expected ? Pace::ahead : Pace::behind;
}

std::vector<AimState> aims_of(const Goal& goal, const Figure& figure, const ExchangeRates& rates,
                              Day today) {
    std::vector<AimState> aims;
    for (const auto& [currency, aim] : goal.sums) {
        aims.push_back({currency, aim.target, aim.expected, figure.sum_in(currency)});
        if (goal.sums.size() > 1) continue;
        if (const auto worth = rates.worth(currency, today))
            if (const auto all = figure.in(currency, *worth)) aims.back().done = all->amount;
    }
    return aims;
}

std::optional<AimState> aim_in_one(const Goal& goal, const Figure& figure,
                                   const ExchangeRates& rates, Day today) {
    const Worth own = *rates.worth(rates.own(), today);
    const auto done = figure.in(rates.own(), own);
    if (goal.sums.empty() || !done) return std::nullopt;
    AimState all{rates.own(), 0, 0, done->amount};
    for (const auto& [currency, aim] : goal.sums) {
        const auto worth = rates.worth(currency, today);
        if (!worth) return std::nullopt;
        const auto target = convert({aim.target, *worth}, own);
        const auto expected = convert({aim.expected, *worth}, own);
        if (!target || !expected) return std::nullopt;
        all.target += *target;
        all.expected += *expected;
    }
    return all;
}

std::vector<Currency> without_rate(const Goal& goal, const ExchangeRates& rates, Day today) {
    std::vector<Currency> all;
    for (const auto& [currency, aim] : goal.sums)
        if (!rates.worth(currency, today)) all.push_back(currency);
    return all;
}

void Goals::take(const Record& plan, const Stretches& when) {
    const Day first = std::get<Day>(plan["first_day"]);
    const Id user = plan.link("user"), team = plan.link("team");
    const Calendar& calendar =
        user ? company_->calendar_of(user) : calendar_of_team(*company_, team);
    const Share share = share_of(first, calendar, when);
    Goal& goal = (user ? people_[user] : teams_[team])[first];
    periods_.insert(first);
    if (!is_empty(plan["target"])) {
        const WideAmount target = integer_of(plan["target"]);
        goal.count = Goal::Aim{target, share.of(target * millionths)};
    }
    if (const auto* money = std::get_if<Money>(&plan["amount"]))
        goal.sums[money->currency] = {money->minor, share.of(money->minor)};
}

Result<Goals> Goals::read(ReadView& view, CompanyPtr company, const Permit& permit,
                          std::string_view metric, const Stretches& when) {
    Goals goals;
    Query query;
    query.entity = &company->catalogue->need("plan");
    const EntityDef& plan = *query.entity;
    query.where = both(both(field_equals(plan, "metric", std::string(metric)),
                            field_equals(plan, "period", std::string(to_string(when.period)))),
                       both(compare(plan, "first_day", Condition::Op::ge, when.first),
                            compare(plan, "first_day", Condition::Op::le, when.last)));
    query.context = permit.who();
    query.limit = most_plans;
    VIGIL_TRY(const auto rows, view.find(query, permit));
    goals.company_ = std::move(company);
    for (const auto& row : rows) goals.take(row, when);
    return goals;
}

Goal Goals::person(Id user, Day period) const {
    const auto found = people_.find(user);
    if (found == people_.end()) return {};
    const auto goal = found->second.find(period);
    return goal == found->second.end() ? Goal{} : goal->second;
}

Goal Goals::people_in(Id team, Day period) const {
    Goal all;
    for (const auto& [user, goals] : people_) {
        const Person* found = company_->person(user);
        if ((found ? found->team : Id{}) == team) all.add(person(user, period));
    }
    return all;
}

Goal Goals::branch(Id team, Day period, bool alone, int depth) const {
    Goal all = people_in(team, period);
    bool has_below = false;
    for (const auto& [id, one] : company_->teams) {
        if (one.parent != team || id == team || depth > 32) continue;
        has_below = true;
        if (!alone) all.add(branch(id, period, false, depth + 1));
    }
    const auto own = teams_.find(team);
    // A plan for a team with teams below is one for all of them: it says nothing of its own people.
    if (own == teams_.end() || (alone && has_below)) return all;
    const auto set = own->second.find(period);
    if (set == own->second.end()) return all;
    if (set->second.count) all.count = set->second.count;
    if (!set->second.sums.empty()) all.sums = set->second.sums;
    return all;
}

template <class Of>
Goal Goals::over(When when, const Of& of) const {
    if (when) return of(*when);
    Goal all;
    for (const Day period : periods_) all.add(of(period));
    return all;
}

Goal Goals::of_person(Id user, When when) const {
    return over(when, [&](Day period) { return person(user, period); });
}

Goal Goals::of_team(Id team, When when, bool alone) const {
    return over(when, [&](Day period) { return branch(team, period, alone, 0); });
}

Goal Goals::of_all(When when) const {
    return over(when, [&](Day period) {
        Goal all = people_in(Id{}, period);
        for (const auto& [id, team] : company_->teams)
            if (!company_->team(team.parent)) all.add(branch(id, period, false, 0));
        return all;
    });
}

std::vector<Goals::Holder> Goals::people() const {
    std::vector<Holder> holders;
    for (const auto& [user, goals] : people_)
        for (const auto& [first, goal] : goals) holders.push_back({user, first});
    return holders;
}

}  // namespace vigil::measure
