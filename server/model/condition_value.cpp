#include "model/condition_value.h"

#include <algorithm>
#include <chrono>

#include "base/zone.h"

namespace vigil {

namespace {

constexpr std::int64_t ten_thousandths = 10'000;

Zone zone_of(const ConditionContext& context) {
    if (context.time_zone == "UTC") return Zone();
    return Zone::find(context.time_zone).value_or(Zone());
}

// The 31st of January and one month is the last of February.
Day add_months(Day day, int months) {
    const auto date = civil(day);
    const int total = int(date.year()) * 12 + int(unsigned(date.month())) - 1 + months;
    const int year = total >= 0 ? total / 12 : -((11 - total) / 12);
    const auto month =
        std::chrono::year{year} / std::chrono::month{unsigned(total - year * 12 + 1)};
    const auto last = (month / std::chrono::last).day();
    const auto end = std::chrono::sys_days(month / std::min(date.day(), last));
    return Day{std::int32_t(end.time_since_epoch().count())};
}

Day add(Day day, int n, Amount unit) {
    switch (unit) {
        case Amount::days:
            return day + n;
        case Amount::weeks:
            return day + n * 7;
        case Amount::months:
            return add_months(day, n);
        default:
            return day;
    }
}

// Days, weeks and months keep the time of day the wall clock shows; minutes and hours are exact.
Moment add(Moment moment, int n, Amount unit, const ConditionContext& context) {
    if (n == 0) return moment;
    if (unit == Amount::minutes) return moment + minutes(n);
    if (unit == Amount::hours) return moment + hours(n);
    const Zone zone = zone_of(context);
    const LocalTime local = zone.to_local(moment);
    return zone.to_utc(add(local.day, n, unit), local.us_of_day);
}

Day today_of(const ConditionContext& context) { return context.rates->day_of(context.now); }

// A literal without a currency is of the company's.
std::optional<Priced> priced(const Money& money, const ConditionContext& context) {
    if (!context.rates) return std::nullopt;
    if (!money.currency.letters[0]) return Priced{money.minor, {1, ten_thousandths}};
    const auto worth = context.rates->worth(money.currency, today_of(context));
    if (!worth) return std::nullopt;
    return Priced{money.minor, *worth};
}

bool is_day(const Term& term) {
    return term.kind == Term::Kind::today ||
           (term.kind == Term::Kind::literal && std::holds_alternative<Day>(term.value));
}

Day plain_day(const Term& term, const ConditionContext& context) {
    if (const auto* day = std::get_if<Day>(&term.value)) return *day;
    return add(zone_of(context).to_local(context.now).day, term.offset, term.unit);
}

std::optional<Moment> plain_moment(const Term& term, const ConditionContext& context) {
    if (term.kind == Term::Kind::now) return add(context.now, term.offset, term.unit, context);
    if (term.kind == Term::Kind::started) {
        if (!context.started) return std::nullopt;
        return add(*context.started, term.offset, term.unit, context);
    }
    const auto* moment = std::get_if<Moment>(&term.value);
    return moment ? std::optional(*moment) : std::nullopt;
}

}  // namespace

FieldKind condition_kind(const EntityDef& entity, int field) {
    return field == field_id ? FieldKind::link : entity.fields[std::size_t(field)].kind;
}

std::string_view condition_target(const EntityDef& entity, int field) {
    return field == field_id ? entity.key : entity.fields[std::size_t(field)].link;
}

std::optional<Stretch> stretch_of(const Term& term, const ConditionContext& context) {
    if (is_day(term)) {
        const Zone zone = zone_of(context);
        const Day day = plain_day(term, context);
        return Stretch{zone.to_utc(day, 0), zone.to_utc(day + 1, 0)};
    }
    const auto moment = plain_moment(term, context);
    if (!moment) return std::nullopt;
    const bool is_last = moment->us == INT64_MAX;
    return Stretch{*moment, is_last ? *moment : *moment + Span{1}};
}

std::optional<Day> day_of(const Term& term, const ConditionContext& context) {
    if (is_day(term)) return plain_day(term, context);
    const auto moment = plain_moment(term, context);
    if (!moment) return std::nullopt;
    return zone_of(context).to_local(*moment).day;
}

Id link_of(const Term& term, const ConditionContext& context) {
    if (term.kind == Term::Kind::me) return context.me;
    if (term.kind == Term::Kind::my_team) return context.my_team;
    return id_of(term.value);
}

std::optional<std::strong_ordering> compare_money(const Money& own, const Money& other,
                                                  const ConditionContext& context) {
    const bool open = !other.currency.letters[0];
    if (!open && own.currency == other.currency) return own.minor <=> other.minor;
    const auto a = priced(own, context), b = priced(other, context);
    if (!a || !b) return std::nullopt;
    return compare(*a, *b);
}

std::vector<MoneyBound> bounds_of(const Money& literal, const ConditionContext& context) {
    std::vector<MoneyBound> bounds;
    if (literal.currency.letters[0])
        bounds.push_back({literal.currency, {literal.minor, literal.minor}});
    const auto what = priced(literal, context);
    if (!what) return bounds;
    for (const auto& [currency, worth] : context.rates->worths(today_of(context)))
        if (currency != literal.currency) bounds.push_back({currency, nearest(*what, worth)});
    return bounds;
}

std::vector<std::pair<Currency, Worth>> worths_of(const ConditionContext& context) {
    if (!context.rates || context.rates->empty()) return {};
    return context.rates->worths(today_of(context));
}

}  // namespace vigil
