// The calls of the office in the contract: journal, company, calendars, people, health, backups.
#pragma once

#include <vector>

#include "in/http/api/openapi_operation.h"

namespace vigil::http {

void add_office_operations(std::vector<Operation>& operations);
// Keys and values under components/schemas.
void write_office_schemas(JsonWriter& json);

}  // namespace vigil::http
