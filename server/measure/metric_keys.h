// Metrics of the shipped declarations that the forecast is made of.
#pragma once

namespace vigil::measure {

inline constexpr const char* won_metric = "opportunities_won";
inline constexpr const char* open_metric = "open_pipeline";

}  // namespace vigil::measure
