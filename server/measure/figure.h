// A number as it is counted: how many, and what they are worth in each currency. Exact while it is added
// up; rounded once, when it is read.
#pragma once

#include <map>
#include <vector>

#include "ports/store.h"

namespace vigil::measure {

using Wide = TallyRow::Wide;

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

    std::int64_t count() const { return count_; }
    Wide sum_in(Currency currency) const;
    // By currency. Fault `sum_too_large` (refused).
    Result<std::vector<Sum>> sums() const;

  private:
    struct Both {
        Wide plain = 0, weighted = 0;
    };
    std::int64_t count_ = 0;
    std::map<Currency, Both> sums_;
};

// Fault `sum_too_large` (refused).
Result<std::int64_t> narrow(Wide number);

}  // namespace vigil::measure
