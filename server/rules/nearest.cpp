#include "rules/nearest.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "rules/ascii.h"

namespace vigil::rules {

namespace {

// Letters to put in, leave out, replace or swap with their neighbour.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
    std::iota(last.begin(), last.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = small(a[i - 1]) == small(b[j - 1]);
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && small(a[i - 1]) == small(b[j - 2]) &&
                small(a[i - 2]) == small(b[j - 1]))
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        before = std::exchange(last, now);
    }
    return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view name, const std::vector<std::string_view>& candidates) {
    name = name.substr(0, 64);
    const auto best = std::min_element(candidates.begin(), candidates.end(),
                                       [&](std::string_view a, std::string_view b) {
                                           return distance(name, a) < distance(name, b);
                                       });
    return best == candidates.end() ? std::string() : std::string(*best);
}

}  // namespace vigil::rules
