// A number cut into parts: a year's plan into months.
#pragma once

#include <cstdint>
#include <vector>

namespace vigil::rules {

// Whole parts that come to `total` exactly: alike, or, where every part has a number above 0 now, in the
// proportions these have. `total` >= 0, and what `now` comes to is below 2^64; no parts of none.
std::vector<std::int64_t> spread(std::int64_t total, const std::vector<std::int64_t>& now);

}  // namespace vigil::rules
