// What other currencies are worth in the company's own, each from a day on. Amounts are compared exactly,
// as fractions; what is converted is rounded once, half to even, to the target's smallest unit.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/moment.h"
#include "base/money.h"
#include "base/zone.h"

namespace vigil {

// `per` units of a currency are worth `millionths` millionths of a unit of the company's. Six digits behind
// the point of up to a million units: twelve digits of one unit.
struct ExchangeRate {
    std::int64_t millionths = 0;
    std::int64_t per = 1;
};
inline constexpr std::int64_t most_rate = 1'000'000'000;  // whole units of the company's currency
inline constexpr std::int64_t most_per = 1'000'000;
// Above nothing and within the limits, so that no comparison overflows.
bool is_rate(ExchangeRate rate);

// What the smallest unit of a currency is worth: over / under units of the company's currency. In lowest
// terms, over <= 10^15, under <= 10^16; both above 0.
struct Worth {
    std::int64_t over = 1, under = 1;
    bool operator==(const Worth&) const = default;
};
Worth worth_of(Currency currency, ExchangeRate rate);

// An amount in smallest units, each of which is worth `worth`.
struct Priced {
    WideAmount amount = 0;
    Worth worth;
};
// Exact. Amounts up to 2^66 do not overflow.
std::strong_ordering compare(Priced a, Priced b);
// `amount` in units of `into`, half to even; nothing when it does not fit.
std::optional<WideAmount> convert(Priced amount, Worth into);

// The whole amounts in units of `worth` next to `what`: the largest that is not above it, and the smallest
// that is not below. Within 2^65.
struct Nearest {
    WideAmount floor = 0, ceil = 0;
};
Nearest nearest(Priced what, Worth worth);

class ExchangeRates {
  public:
    // The company's currency is always worth itself. Days begin where the company is.
    ExchangeRates(Currency own, Zone zone) : own_(own), zone_(zone) {}
    // Of one currency and day the last one told holds; what is no rate, or is of the company's own
    // currency, is passed over.
    void add(Currency currency, Day valid_from, ExchangeRate rate);

    Currency own() const { return own_; }
    Day day_of(Moment moment) const { return zone_.to_local(moment).day; }
    const Zone& zone() const { return zone_; }

    // By the newest rate that begins on `day` or before; nothing where there is none.
    std::optional<Worth> worth(Currency currency, Day day) const;
    // The same with the rate itself and where it begins.
    struct Dated {
        Day valid_from;
        ExchangeRate rate;
    };
    std::optional<Dated> rate(Currency currency, Day day) const;
    // Of every currency that has one on that day, the company's own first.
    std::vector<std::pair<Currency, Worth>> worths(Day day) const;
    // The days after `after` and up to `until` on which a rate of one of `currencies` begins; rising.
    std::vector<Day> changes(const std::vector<Currency>& currencies, Day after, Day until) const;
    bool empty() const { return by_currency_.empty(); }

  private:
    Currency own_;
    Zone zone_;
    std::map<Currency, std::map<Day, ExchangeRate>> by_currency_;
};

}  // namespace vigil
