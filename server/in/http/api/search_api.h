// GET /api/v1/search.
#pragma once

#include "in/http/api/api.h"

namespace vigil {
class SearchIndex;
}

namespace vigil::http {

// Both must outlive the router.
void add_search_routes(Router& router, Api& api, SearchIndex& index);

}  // namespace vigil::http
