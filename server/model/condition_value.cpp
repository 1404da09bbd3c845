#include "model/condition_value.h"

#include <algorithm>
#include <chrono>

#include "base/zone.h"

namespace vigil {

namespace {

constexpr std::array<Currency, 17> no_digits{{
    {{'B', 'I', 'F'}},
    {{'C', 'L', 'P'}},
    {{'D', 'J', 'F'}},
    {{'G', 'N', 'F'}},
    {{'I', 'S', 'K'}},
    {{'J', 'P', 'Y'}},
    {{'K', 'M', 'F'}},
    {{'K', 'R', 'W'}},
    {{'P', 'Y', 'G'}},
    {{'R', 'W', 'F'}},
    {{'U', 'G', 'X'}},
    {{'U', 'Y', 'I'}},
    {{'V', 'N', 'D'}},
    {{'V', 'U', 'V'}},
    {{'X', 'A', 'F'}},
    {{'X', 'O', 'F'}},
    {{'X', 'P', 'F'}},
}};
constexpr std::array<Currency, 7> three_digits{{
    {{'B', 'H', 'D'}},
    {{'I', 'Q', 'D'}},
    {{'J', 'O', 'D'}},
    {{'K', 'W', 'D'}},
    {{'L', 'Y', 'D'}},
    {{'O', 'M', 'R'}},
    {{'T', 'N', 'D'}},
}};
constexpr std::array<Currency, 2> four_digits{{{{'C', 'L', 'F'}}, {{'U', 'Y', 'W'}}}};

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

int minor_digits(Currency currency) {
    for (const int digits : {0, 3, 4}) {
        const auto known = currencies_with(digits);
        if (std::find(known.begin(), known.end(), currency) != known.end()) return digits;
    }
    return 2;
}

std::span<const Currency> currencies_with(int digits) {
    if (digits == 0) return no_digits;
    if (digits == 3) return three_digits;
    if (digits == 4) return four_digits;
    return {};
}

Units units_of(std::int64_t amount, int digits) {
    std::int64_t unit = 1;
    for (int i = digits; i < open_money_digits; ++i) unit *= 10;
    const std::int64_t whole = amount / unit;
    const std::int64_t rest = amount % unit;
    return {whole - (rest < 0 ? 1 : 0), whole + (rest > 0 ? 1 : 0)};
}

}  // namespace vigil
