#include "measure/figure.h"

#include <limits>

namespace vigil::measure {

namespace {

WideAmount hundredth_half_even(WideAmount number) {
    WideAmount whole = number / 100;
    const WideAmount rest = number % 100 < 0 ? -(number % 100) : number % 100;
    if (rest > 50 || (rest == 50 && whole % 2 != 0)) whole += number < 0 ? -1 : 1;
    return whole;
}

}  // namespace

Result<std::int64_t> narrow(WideAmount number) {
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
    for (const auto& [worth, both] : other.priced_) {
        priced_[worth].plain += both.plain;
        priced_[worth].weighted += both.weighted;
    }
    without_rate_.insert(other.without_rate_.begin(), other.without_rate_.end());
}

void Figure::price(const TallyRow& row, const std::optional<Worth>& worth) {
    if (row.currency == Currency{}) return;
    if (!worth) {
        without_rate_.insert(row.currency);
        return;
    }
    Both& both = priced_[{row.currency, worth->over, worth->under}];
    both.plain += row.sum;
    both.weighted += row.weighted;
}

std::optional<Sum> Figure::in(Currency currency, Worth worth) const {
    if (!without_rate_.empty()) return std::nullopt;
    WideAmount plain = 0, weighted = 0;
    for (const auto& [key, both] : priced_) {
        const auto& [of, over, under] = key;
        const bool same = of == currency;
        const auto amount =
            same ? std::optional(both.plain) : convert(Priced{both.plain, {over, under}}, worth);
        const auto weighed = same ? std::optional(hundredth_half_even(both.weighted))
                                  : convert(Priced{both.weighted, {over, under * 100}}, worth);
        if (!amount || !weighed) return std::nullopt;
        plain += *amount;
        weighted += *weighed;
    }
    const auto whole = narrow(plain), part = narrow(weighted);
    if (!whole || !part) return std::nullopt;
    return Sum{currency, *whole, *part};
}

WideAmount Figure::sum_in(Currency currency) const {
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
