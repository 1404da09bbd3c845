#include <nlohmann/json.hpp>

#include "base/country.h"
#include "base/text.h"
#include "in/http/api/office_api.h"
#include "in/http/api/sessions_api.h"
#include "usecases/calendar_text.h"
#include "usecases/set_up.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

// What the page needs that is no secret: it comes before anybody has shown the key.
Result<Response> read_setup(Api& api, Request& request) {
    VIGIL_DO(check_query(request, {}));
    if (!is_not_set_up(api.engine)) return fail(FaultKind::conflict, "company_exists");
    Json countries = Json::array();
    for (const auto& code : holiday_countries())
        countries.push_back(
            {{"code", code}, {"name", country_name(code, language_of(api, request))}});
    return Response::json(Json{{"countries", std::move(countries)}}.dump());
}

// A text of the body; what is no text is as good as none, and refused where one is needed.
std::string trimmed(const Json& body, const char* key) {
    const auto it = body.find(key);
    if (it == body.end() || !it->is_string()) return {};
    return std::string(trim(it->get_ref<const std::string&>()));
}

NewCompany new_company_of(const Json& body) {
    NewCompany company;
    company.company = trimmed(body, "company");
    company.admin_name = trimmed(body, "name");
    company.admin_email = trimmed(body, "email");
    company.language = trimmed(body, "language");
    company.time_zone = trimmed(body, "time_zone");
    company.currency = trimmed(body, "currency");
    company.phone_region = trimmed(body, "country");
    if (const auto it = body.find("password"); it != body.end() && it->is_string())
        company.admin_password = it->get<std::string>();
    return company;
}

Result<Response> set_up_route(Api& api, Request& request) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(body, {"key", "company", "name", "email", "password", "language",
                               "time_zone", "currency", "country"}));
    const std::string key = trimmed(body, "key");
    VIGIL_TRY(const auto session,
              set_up(api.engine, api.options.setup_key,
                     {.key = key, .remote = request.remote, .company = new_company_of(body)}));
    return answer_signed_in(api, request, session);
}

}  // namespace

void add_setup_routes(Router& router, Api& api) {
    router.add(Method::get, "/api/v1/setup",
               open_to_all(api, [&api](Request& q) { return read_setup(api, q); }));
    router.add(Method::post, "/api/v1/setup",
               open_to_all(api, [&api](Request& q) { return set_up_route(api, q); }),
               {.lane = Lane::secret, .body_max = 16 * 1024});
}

}  // namespace vigil::http
