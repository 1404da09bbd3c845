#include "base/exchange.h"

#include <numeric>
#include <set>

namespace vigil {

namespace {

constexpr std::int64_t millionths_of_one = 1'000'000;

struct Quotient {
    WideAmount whole, rest;  // 0 <= rest < the divisor
};

Quotient divide(WideAmount number, WideAmount by) {
    Quotient all{number / by, number % by};
    if (all.rest < 0) all = {all.whole - 1, all.rest + by};
    return all;
}

}  // namespace

bool is_rate(ExchangeRate rate) {
    return rate.millionths > 0 && rate.millionths <= most_rate * millionths_of_one &&
           rate.per >= 1 && rate.per <= most_per;
}

Worth worth_of(Currency currency, ExchangeRate rate) {
    std::int64_t under = rate.per * millionths_of_one;
    for (int i = decimals_of(currency); i > 0; --i) under *= 10;
    const std::int64_t common = std::gcd(rate.millionths, under);
    return {rate.millionths / common, under / common};
}

// Whole units of the company's currency first, and what is left over by cross-multiplying: the products
// stay below 2^66 x 10^15 and 10^16 x 10^16.
std::strong_ordering compare(Priced a, Priced b) {
    const Quotient x = divide(a.amount * a.worth.over, a.worth.under);
    const Quotient y = divide(b.amount * b.worth.over, b.worth.under);
    if (x.whole != y.whole)
        return x.whole < y.whole ? std::strong_ordering::less : std::strong_ordering::greater;
    const WideAmount mine = x.rest * b.worth.under, yours = y.rest * a.worth.under;
    if (mine == yours) return std::strong_ordering::equal;
    return mine < yours ? std::strong_ordering::less : std::strong_ordering::greater;
}

std::optional<WideAmount> convert(Priced amount, Worth into) {
    // The two fractions cut against one another, so that equal currencies stay exact and small.
    const auto over = std::gcd(amount.worth.over, into.over);
    const auto under = std::gcd(amount.worth.under, into.under);
    const WideAmount top = WideAmount(amount.worth.over / over) * WideAmount(into.under / under);
    const WideAmount by = WideAmount(amount.worth.under / under) * WideAmount(into.over / over);
    WideAmount product = 0;
    if (__builtin_mul_overflow(amount.amount, top, &product)) return std::nullopt;
    Quotient found = divide(product, by);
    const WideAmount left = by - found.rest;
    if (found.rest > left || (found.rest == left && found.whole % 2 != 0)) ++found.whole;
    return found.whole;
}

Nearest nearest(Priced what, Worth worth) {
    const WideAmount end = WideAmount(1) << 65;
    WideAmount low = -end, high = end;  // low is not above it, high is above it
    while (high - low > 1) {
        const WideAmount middle = low + (high - low) / 2;
        if (compare({middle, worth}, what) <= 0)
            low = middle;
        else
            high = middle;
    }
    return {low, compare({low, worth}, what) == 0 ? low : high};
}

void ExchangeRates::add(Currency currency, Day valid_from, ExchangeRate rate) {
    if (currency == own_ || !is_rate(rate)) return;
    by_currency_[currency][valid_from] = rate;
}

std::optional<ExchangeRates::Dated> ExchangeRates::rate(Currency currency, Day day) const {
    if (currency == own_) return Dated{day, {millionths_of_one, 1}};
    const auto of = by_currency_.find(currency);
    if (of == by_currency_.end()) return std::nullopt;
    auto after = of->second.upper_bound(day);
    if (after == of->second.begin()) return std::nullopt;
    --after;
    return Dated{after->first, after->second};
}

std::optional<Worth> ExchangeRates::worth(Currency currency, Day day) const {
    const auto found = rate(currency, day);
    if (!found) return std::nullopt;
    return worth_of(currency, found->rate);
}

std::vector<std::pair<Currency, Worth>> ExchangeRates::worths(Day day) const {
    std::vector<std::pair<Currency, Worth>> all{{own_, *worth(own_, day)}};
    for (const auto& [currency, dated] : by_currency_)
        if (const auto known = worth(currency, day)) all.emplace_back(currency, *known);
    return all;
}

std::vector<Day> ExchangeRates::changes(const std::vector<Currency>& currencies, Day after,
                                        Day until) const {
    std::set<Day> days;
    for (const Currency currency : currencies) {
        const auto of = by_currency_.find(currency);
        if (of == by_currency_.end()) continue;
        for (auto at = of->second.upper_bound(after); at != of->second.end(); ++at) {
            if (at->first > until) break;
            days.insert(at->first);
        }
    }
    return {days.begin(), days.end()};
}

}  // namespace vigil
