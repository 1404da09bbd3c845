// The calls that every entity has, and those of its acts.
#pragma once

#include <vector>

#include "in/http/api/openapi_operation.h"
#include "model/entity.h"

namespace vigil::http {

// Whether an entity has the generic calls; exceptions and guidelines have calls of their own (openapi_house.h).
bool has_generic_calls(const EntityDef& entity);

void add_entity_operations(std::vector<Operation>& operations, const EntityDef& entity);

}  // namespace vigil::http
