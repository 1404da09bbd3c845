// The calls for metrics, the forecast and its movements in OpenAPI, and their shapes.
#pragma once

#include <vector>

#include "in/http/api/openapi_operation.h"

namespace vigil::http {

void add_number_operations(std::vector<Operation>& operations);
// Keys and values under components/schemas.
void write_number_schemas(JsonWriter& json);

}  // namespace vigil::http
