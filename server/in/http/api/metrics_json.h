// Numbers, plans, the forecast and its movements as the contract writes them.
#pragma once

#include <string>

#include "measure/forecast.h"
#include "measure/movements.h"

namespace vigil::http {

Result<std::string> metric_json(const measure::MetricAnswer& answer, std::string_view language);
Result<std::string> forecast_json(const measure::Forecast& forecast);
Result<std::string> movements_json(const measure::Movements& movements, std::size_t most);

}  // namespace vigil::http
