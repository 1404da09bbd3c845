// A number as it is counted: how many, and what they are worth in each currency and all together in the
// company's. Exact while it is added up; rounded once, when it is read: of amounts that are converted, once
// for each currency and rate.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "base/exchange.h"
#include "ports/store.h"

namespace vigil::measure {

// Of one currency; without a currency of a plain number.
struct Sum {
    Currency currency;
    std::int64_t amount = 0;    // minor units
    std::int64_t weighted = 0;  // minor units, half to even; 0 where nothing is weighed
};

class Figure {
  public:
    void add(const TallyRow& row);
    void add(const Figure& other);
    // What the row's sum is worth, for in(): beside add(), for each amount once. None = nothing known.
    void price(const TallyRow& row, const std::optional<Worth>& worth);

    std::int64_t count() const { return count_; }
    WideAmount sum_in(Currency currency) const;
    // By currency. Fault `sum_too_large` (refused).
    Result<std::vector<Sum>> sums() const;
    // All of it in one currency; nothing where some currency has no rate (see without_rate()) or it does
    // not fit. Amounts of that currency itself are not converted.
    std::optional<Sum> in(Currency currency, Worth worth) const;
    const std::set<Currency>& without_rate() const { return without_rate_; }

  private:
    struct Both {
        WideAmount plain = 0, weighted = 0;
    };
    std::int64_t count_ = 0;
    std::map<Currency, Both> sums_;
    std::map<std::tuple<Currency, std::int64_t, std::int64_t>, Both> priced_;  // by worth
    std::set<Currency> without_rate_;
};

// Fault `sum_too_large` (refused).
Result<std::int64_t> narrow(WideAmount number);

}  // namespace vigil::measure
