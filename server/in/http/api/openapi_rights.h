// The calls on what roles may do in OpenAPI, and their shapes.
#pragma once

#include <vector>

#include "in/http/api/openapi_operation.h"

namespace vigil::http {

void add_rights_operations(std::vector<Operation>& operations);
// Keys and values under components/schemas.
void write_rights_schemas(JsonWriter& json);

}  // namespace vigil::http
