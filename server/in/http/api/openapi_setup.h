// The first company's calls in OpenAPI, and their shapes.
#pragma once

#include <vector>

#include "in/http/api/openapi_operation.h"

namespace vigil::http {

void add_setup_operations(std::vector<Operation>& operations);
// Keys and values under components/schemas.
void write_setup_schemas(JsonWriter& json);

}  // namespace vigil::http
