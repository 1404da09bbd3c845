// The model as one person sees it: what the page builds its lists, forms and buttons from (GET /model).
#pragma once

#include <string>
#include <string_view>

#include "usecases/company.h"

namespace vigil::http {

// JSON: {"version", "language", "entities": [...]}, as the schema `Model` of openapi.h says. Only what the
// permit lets be seen: entities out of sight, fields without a right, hidden and secret ones are nowhere
// in it, layouts included. Labels in `language`, English where a text is missing.
std::string model_json(const Company& company, const Permit& permit, std::string_view language);

}  // namespace vigil::http
