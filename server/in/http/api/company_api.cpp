#include <nlohmann/json.hpp>

#include "in/http/api/job_json.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "usecases/company_settings.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

Result<Response> answer_face(Api& api) {
    VIGIL_TRY(const auto face, read_company_face(api.engine));
    Json without_rate = Json::array();
    for (const Currency currency : face.without_rate) without_rate.push_back(currency.view());
    return Response::json(Json{
        {"name", face.name},
        {"time_zone", face.time_zone},
        {"currency", face.currency},
        {"country", face.country},
        {"mails_a_day", face.mails_a_day},
        {"digest_every_minutes", face.digest_every_minutes},
        {"without_rate", without_rate},
        {"is_demo",
         face.is_demo}}.dump());
}

Result<Response> read(Api& api, Request& request, const Actor&) {
    VIGIL_DO(check_query(request, {}));
    return answer_face(api);
}

Status take_number(const Json& body, const char* key, std::optional<std::int64_t>& into) {
    const auto it = body.find(key);
    if (it == body.end()) return {};
    if (!it->is_number_integer()) return fail_field(key, "wrong_type", {{"expected", "integer"}});
    into = it->get<std::int64_t>();
    return {};
}

Result<Response> change(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(
        body, {"name", "time_zone", "currency", "country", "mails_a_day", "digest_every_minutes"}));
    CompanyChange wish;
    const auto take = [&](const char* key, std::optional<std::string>& into) -> Status {
        const auto it = body.find(key);
        if (it == body.end()) return {};
        const bool cleared = it->is_null() && std::string_view(key) == "country";
        if (!it->is_string() && !cleared)
            return fail_field(key, "wrong_type", {{"expected", "text"}});
        into = cleared ? std::string() : it->get<std::string>();
        return {};
    };
    VIGIL_DO(take("name", wish.name));
    VIGIL_DO(take("time_zone", wish.time_zone));
    VIGIL_DO(take("currency", wish.currency));
    VIGIL_DO(take("country", wish.country));
    VIGIL_DO(take_number(body, "mails_a_day", wish.mails_a_day));
    VIGIL_DO(take_number(body, "digest_every_minutes", wish.digest_every_minutes));
    VIGIL_TRY(const auto done, change_company_face(api.engine, actor, wish));
    VIGIL_TRY(auto response, answer_face(api));
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

Result<Response> clear_demo(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(body, {}));
    VIGIL_TRY(const auto done, once(api, request, actor, [&](const Actor& as) -> Result<Committed> {
                  VIGIL_TRY(const Id job, enqueue_clear_demo(api.engine, as));
                  return Committed{{}, {}, to_string(job)};
              }));
    return answer_job(api, actor, parse_id(done.answer).value_or(Id{}));
}

}  // namespace

void add_company_routes(Router& router, Api& api) {
    add_office_route(router, api, Method::get, "/api/v1/company", read);
    add_office_route(router, api, Method::patch, "/api/v1/company", change);
    add_office_route(router, api, Method::post, "/api/v1/company/clear_demo", clear_demo);
}

}  // namespace vigil::http
