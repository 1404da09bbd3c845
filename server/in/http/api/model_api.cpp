#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "in/http/api/model_changes_api.h"
#include "in/http/api/model_json.h"

namespace vigil::http {

void add_model_routes(Router& router, Api& api) {
    router.add(Method::get, "/api/v1/model", signed_in(api, [&api](Request&, const Actor& actor) -> Result<Response> {
                   const auto company = api.engine.company.current();
                   return Response::json(model_json(*company, actor.permit, actor.language));
               }));
    add_model_change_routes(router, api);
}

}  // namespace vigil::http
