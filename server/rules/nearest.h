// "Did you mean": the nearest of some names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigil::rules {

// The candidate with the fewest letters to change (case apart); the first of equals; "" of none.
std::string nearest(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace vigil::rules
