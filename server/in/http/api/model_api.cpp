#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "in/http/api/model_changes_api.h"
#include "in/http/api/model_json.h"
#include "in/http/api/openapi.h"

namespace vigil::http {

void add_model_routes(Router& router, Api& api) {
    router.add(Method::get, "/api/v1/model",
               signed_in(api, [&api](Request& request, const Actor& actor) -> Result<Response> {
                   VIGIL_DO(check_query(request, {}));
                   const auto company = api.engine.company.current();
                   return Response::json(model_json(*company, actor.permit, actor.language));
               }));
    router.add(Method::get, "/api/v1/openapi.json",
               open_to_all(api, [&api](Request&) -> Result<Response> {
                   return Response::json(
                       openapi_json(*api.engine.company.current(), api.options.public_url));
               }));
    add_model_change_routes(router, api);
}

}  // namespace vigil::http
