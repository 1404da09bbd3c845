#include "rules/spread.h"

#include <algorithm>
#include <numeric>

#include "base/money.h"

namespace vigil::rules {

std::vector<std::int64_t> spread(std::int64_t total, const std::vector<std::int64_t>& now) {
    const bool has_shape = std::ranges::all_of(now, [](std::int64_t number) { return number > 0; });
    const auto weight = [&](std::int64_t number) {
        return has_shape ? WideAmount(number) : WideAmount(1);
    };
    WideAmount all = 0, upto = 0;
    for (const std::int64_t number : now) all += weight(number);
    std::vector<std::int64_t> parts;
    std::int64_t given = 0;
    for (const std::int64_t number : now) {
        upto += weight(number);
        const auto goal = std::int64_t((WideAmount(total) * upto + all / 2) / all);  // rounded
        parts.push_back(goal - given);
        given = goal;
    }
    return parts;
}

}  // namespace vigil::rules
