// POST/PATCH/DELETE /model/entities[/E[/fields[/F]]]: administrators change the model at run time.
#pragma once

#include "in/http/api/api.h"

namespace vigil::http {

// E and F are keys (lead, budget). Answers what GET /model says of the entity or field afterwards, for the
// caller; a hidden one is {"key", "hidden": true}. Every answer names its journal row, which undo takes.
void add_model_change_routes(Router& router, Api& api);

}  // namespace vigil::http
