#include "in/http/api/sessions_api.h"

#include <nlohmann/json.hpp>

#include "in/http/api/office_api.h"
#include "in/http/api/record_json.h"
#include "in/http/cookies.h"
#include "in/http/json_writer.h"
#include "model/write_json.h"
#include "usecases/oneself.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

std::string text_in(const Json& body, const char* key) {
    const auto it = body.find(key);
    return it != body.end() && it->is_string() ? it->get<std::string>() : std::string();
}

// What no single record tells and a page has to know.
Json may(const Company& company, const Person& person, Moment now) {
    const Permit permit = company.permit_for(person, now);
    const auto& catalogue = *company.catalogue;
    const EntityPermit* jobs = permit.of(catalogue.need("job"));
    return {{"administer", company.is_administrator(person)},
            {"change_model", permit.changes_all(catalogue.need("overlay"))},
            {"import", jobs && jobs->may_create}};
}

// What other currencies are worth in the company's today.
Json rates_now(const Company& company, Moment now) {
    const ExchangeRates& rates = *company.rates;
    Json all = Json::array();
    for (const auto& [currency, worth] : rates.worths(rates.day_of(now))) {
        if (currency == rates.own()) continue;
        const auto dated = *rates.rate(currency, rates.day_of(now));
        all.push_back({{"currency", currency.view()},
                       {"rate", decimal_text(dated.rate.millionths)},
                       {"per", dated.rate.per}});
    }
    return all;
}

Json me(const Company& company, const Person& person, std::string_view language, Moment now) {
    const FieldDef& roles = *company.catalogue->need("user").field("role");
    const Choice* role = roles.choice(person.role);
    const Team* team = company.team(person.team);
    const auto whom = enters_for(company, person);
    return {
        {"id", to_string(person.id)},
        {"email", person.email},
        {"name", person.name},
        {"role", {{"key", person.role}, {"label", role ? role->label.in(language) : person.role}}},
        {"may", may(company, person, now)},
        {"team", team ? Json{{"id", to_string(team->id)}, {"name", team->name}} : Json()},
        {"locale", person.locale.empty() ? Json() : Json(person.locale)},
        {"time_zone", person.time_zone.empty() ? company.settings.time_zone : person.time_zone},
        {"enters_for", whom.empty() ? Json() : Json(whom)},
        {"company",
         {{"name", company.settings.company},
          {"currency", company.settings.currency.view()},
          {"time_zone", company.settings.time_zone},
          {"rates", rates_now(company, now)}}}};
}

Result<Response> sign_in_route(Api& api, Request& request) {
    VIGIL_TRY(const auto body, body_of(request));
    const auto email = text_in(body, "email"), password = text_in(body, "password");
    if (password.size() > 1000) return fail(FaultKind::unauthenticated, "wrong_password");
    VIGIL_TRY(const auto session, sign_in(api.engine, email, password, request.remote));
    return answer_signed_in(api, request, session);
}

Result<Response> sign_out_route(Api& api, Request& request) {
    VIGIL_DO(sign_out(api.engine, request.cookie("vigil_session").value_or("")));
    auto response = Response::empty();
    CookieOptions cookie;
    cookie.secure = api.options.secure_cookies || request.secure;
    cookie.max_age_s = 0;
    response.add("Set-Cookie", set_cookie("vigil_session", "", cookie));
    return response;
}

Result<Response> answer_me(Api& api, Request& request, const Actor& actor) {
    const auto company = api.engine.company.current();
    const Person* person = company->person(actor.user);
    if (!person) return fail(FaultKind::unauthenticated, "not_signed_in");
    Json answer = me(*company, *person, actor.language, api.engine.clock.now());
    answer["now"] =
        to_string(api.engine.clock.now());  // the page counts lateness by the server's clock
    if (const auto cookie = request.cookie("vigil_session"))
        answer["csrf_token"] = csrf_of(*cookie);
    return Response::json(answer.dump());
}

Result<Response> me_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    return answer_me(api, request, actor);
}

Result<Response> change_me_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(body, {"locale", "time_zone"}));
    const auto company = api.engine.company.current();
    VIGIL_TRY(const auto input, read_record(company->catalogue->need("user"), body));
    VIGIL_TRY(const auto done, change_oneself(api.engine, actor, input));
    VIGIL_TRY(auto response, answer_me(api, request, actor));
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

Result<Response> change_password_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(body, {"current", "new"}));
    VIGIL_DO(
        change_password(api.engine, actor,
                        {.current = text_in(body, "current"),
                         .next = text_in(body, "new"),
                         .session_token = std::string(request.cookie("vigil_session").value_or("")),
                         .remote = request.remote}));
    return Response::empty();
}

Result<Response> reset_route(Api& api, Request& request) {
    VIGIL_TRY(const auto body, body_of(request));
    const bool sets = body.contains("token");
    // Asked before anybody is looked up: it tells of the house, and of no person.
    if (!sets && !api.options.has_mail()) return fail(FaultKind::refused, "reset_needs_mail");
    if (sets)
        VIGIL_DO(reset_password(api.engine, text_in(body, "token"), text_in(body, "password")));
    else
        VIGIL_DO(request_reset(api.engine, text_in(body, "email"), api.options.public_url,
                               request.remote));
    return Response::empty();
}

Result<Response> link_route(Api& api, Request& request) {
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(body, {"token"}));
    VIGIL_TRY(const auto link, read_link(api.engine, text_in(body, "token")));
    return Response::json(Json{
        {"email", link.email},
        {"name", link.name},
        {"company", link.company},
        {"is_invitation",
         link.is_invitation}}.dump());
}

}  // namespace

Result<Response> answer_signed_in(Api& api, const Request& request, const SignedIn& session) {
    const auto company = api.engine.company.current();
    const Person* person = company->person(session.user);
    if (!person) return fail(FaultKind::unauthenticated, "wrong_password");
    Json answer{{"csrf_token", session.csrf_token},
                {"user", me(*company, *person, language_of(api, request, person->locale),
                            api.engine.clock.now())}};
    answer["user"]["now"] = to_string(api.engine.clock.now());
    auto response = Response::json(answer.dump(), 201);
    CookieOptions cookie;
    cookie.secure = api.options.secure_cookies || request.secure;
    cookie.max_age_s = 14 * 24 * 3600;
    response.add("Set-Cookie", set_cookie("vigil_session", session.token, cookie));
    return response;
}

void add_session_routes(Router& router, Api& api) {
    const RouteOptions secret{.lane = Lane::secret, .body_max = 16 * 1024};
    router.add(Method::post, "/api/v1/sessions",
               open_to_all(api, [&api](Request& q) { return sign_in_route(api, q); }), secret);
    router.add(Method::delete_, "/api/v1/sessions/current",
               signed_in(api, [&api](Request& q, const Actor&) { return sign_out_route(api, q); }));
    router.add(Method::get, "/api/v1/me", signed_in(api, [&api](Request& q, const Actor& actor) {
                   return me_route(api, q, actor);
               }));
    router.add(Method::patch, "/api/v1/me", signed_in(api, [&api](Request& q, const Actor& actor) {
                   return change_me_route(api, q, actor);
               }));
    router.add(
        Method::post, "/api/v1/passwords/change",
        signed_in(api, [&api](Request& q,
                              const Actor& actor) { return change_password_route(api, q, actor); }),
        secret);
    router.add(Method::post, "/api/v1/passwords/reset",
               open_to_all(api, [&api](Request& q) { return reset_route(api, q); }), secret);
    router.add(Method::post, "/api/v1/passwords/link",
               open_to_all(api, [&api](Request& q) { return link_route(api, q); }), secret);
}

}  // namespace vigil::http
