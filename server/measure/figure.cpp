#include "measure/figure.h"

#include <limits>

namespace vigil::measure {

namespace {

Wide hundredth_half_even(Wide number) {
    Wide whole = number / 100;
    const Wide rest = number % 100 < 0 ? -(number % 100) : number % 100;
    if (rest > 50 || (rest == 50 && whole % 2 != 0)) whole += number < 0 ? -1 : 1;
    return whole;
}

}  // namespace

Result<std::int64_t> narrow(Wide number) {
    using Limits = std::numeric_limits<std::int64_t>;
    if (number < Limits::min() || number > Limits::max())
        return fail(FaultKind::refused, "sum_too_large");
    return std::int64_t(number);
}

void Figure::add(const TallyRow& row) {
    count_ += row.count;
    if (row.sum == 0 && row.weighted == 0 && row.currency == Currency{}) return;
    Both& both = sums_[row.currency];
    both.plain += row.sum;
    both.weighted += row.weighted;
}

void Figure::add(const Figure& other) {
    count_ += other.count_;
    for (const auto& [currency, both] : other.sums_) {
        sums_[currency].plain += both.plain;
        sums_[currency].weighted += both.weighted;
    }
}

Wide Figure::sum_in(Currency currency) const {
    const auto found = sums_.find(currency);
    return found == sums_.end() ? 0 : found->second.plain;
}

Result<std::vector<Sum>> Figure::sums() const {
    std::vector<Sum> sums;
    for (const auto& [currency, both] : sums_) {
        Sum sum{currency};
        VIGIL_TRY(sum.amount, narrow(both.plain));
        VIGIL_TRY(sum.weighted, narrow(hundredth_half_even(both.weighted)));
        sums.push_back(sum);
    }
    return sums;
}

}  // namespace vigil::measure
