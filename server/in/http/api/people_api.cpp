#include <nlohmann/json.hpp>

#include "in/http/api/job_json.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "usecases/hand_over.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

Result<HandOver> read_ask(Request& request) {
    HandOver ask;
    VIGIL_TRY(ask.from, id_of(request));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(body, {"to", "deactivate"}));
    if (const auto to = body.find("to"); to != body.end() && !to->is_null()) {
        const auto id = to->is_string() ? parse_id(to->get<std::string>()) : std::nullopt;
        if (!id) return fail_field("to", "wrong_type", {{"expected", "id"}});
        ask.to = *id;
    }
    if (const auto flag = body.find("deactivate"); flag != body.end()) {
        if (!flag->is_boolean())
            return fail_field("deactivate", "wrong_type", {{"expected", "boolean"}});
        ask.deactivate = flag->get<bool>();
    }
    return ask;
}

Result<Response> preview(Api& api, const Actor& actor, const HandOver& ask) {
    VIGIL_TRY(const auto moves, preview_hand_over(api.engine, actor, ask));
    Json list = Json::array();
    for (const auto& move : moves)
        list.push_back({{"entity", move.entity},
                        {"count", move.count},
                        {"filter", move.filter},
                        {"stays", move.stays}});
    return Response::json(Json{{"moves", std::move(list)}}.dump());
}

Result<Response> hand_over(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"dry_run"}));
    VIGIL_TRY(const bool dry_run, flag_of(request, "dry_run"));
    VIGIL_TRY(const auto ask, read_ask(request));
    if (dry_run) return preview(api, actor, ask);
    VIGIL_TRY(const auto done, once(api, request, actor, [&](const Actor& as) -> Result<Committed> {
                  VIGIL_TRY(const Id job, enqueue_hand_over(api.engine, as, ask));
                  return Committed{{}, {}, to_string(job)};
              }));
    return answer_job(api, actor, parse_id(done.answer).value_or(Id{}));
}

}  // namespace

void add_people_routes(Router& router, Api& api) {
    add_office_route(router, api, Method::post, "/api/v1/users/{id}/hand_over", hand_over);
}

}  // namespace vigil::http
