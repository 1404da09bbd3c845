#include "in/http/api/model_changes_api.h"

#include <nlohmann/json.hpp>

#include "in/http/api/caller.h"
#include "in/http/api/job_json.h"
#include "in/http/api/model_json.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "usecases/change_model.h"
#include "usecases/merge_choice.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

// The members of a list that have this key; null when there is none.
Json with_key(const Json& list, std::string_view key) {
    for (const auto& one : list)
        if (one.value("key", "") == key) return one;
    return {};
}

// What the caller's page would now be built from.
Json entity_now(Api& api, const Actor& actor, std::string_view key) {
    const auto company = api.engine.company.current();
    const Person* person = company->person(actor.user);
    if (!person) return {};
    const Permit permit = company->permit_for(*person, api.engine.clock.now());
    const auto model = Json::parse(model_json(*company, permit, actor.language), nullptr, false);
    return model.is_object() ? with_key(model["entities"], key) : Json();
}

Response answer(const Committed& done, Json json, std::string_view key, int status) {
    if (json.is_null()) json = Json{{"key", key}, {"hidden", true}};
    auto response = Response::json(json.dump(), status);
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

Response answer_gone(const Committed& done) {
    auto response = Response::empty();
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

Json field_now(Api& api, const Actor& actor, std::string_view entity, std::string_view field) {
    const Json whole = entity_now(api, actor, entity);
    return whole.is_object() ? with_key(whole["fields"], field) : Json();
}

// As it was sent: what is declared keeps its order.
Result<OrderedJson> declaration_in(const Request& request) {
    VIGIL_DO(body_of(request));
    return request.body.empty() ? OrderedJson::object() : OrderedJson::parse(request.body);
}

std::string key_in(const OrderedJson& body) {
    const auto it = body.find("key");
    return it != body.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Result<Response> add_entity_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_TRY(auto body, declaration_in(request));
    const std::string key = key_in(body);
    body.erase("key");  // a declaration calls it "entity"
    body["entity"] = key;
    VIGIL_TRY(const auto done, add_entity(api.engine, actor, body.dump()));
    auto response = answer(done, entity_now(api, actor, key), key, 201);
    response.set("Location", "/api/v1/model/entities/" + key);
    return response;
}

Result<Response> change_entity_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_TRY(const auto body, declaration_in(request));
    const auto key = request.param("entity");
    VIGIL_TRY(const auto done, change_entity(api.engine, actor, key, body.dump()));
    return answer(done, entity_now(api, actor, key), key, 200);
}

Result<Response> hide_entity_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_TRY(const auto done, hide_entity(api.engine, actor, request.param("entity")));
    return answer_gone(done);
}

Result<Response> add_field_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_TRY(const auto body, declaration_in(request));
    const auto entity = request.param("entity");
    const std::string key = key_in(body);
    VIGIL_TRY(const auto done, add_field(api.engine, actor, entity, body.dump()));
    auto response = answer(done, field_now(api, actor, entity, key), key, 201);
    response.set("Location", "/api/v1/model/entities/" + std::string(entity) + "/fields/" + key);
    return response;
}

Result<Response> change_field_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_TRY(const auto body, declaration_in(request));
    const auto entity = request.param("entity"), field = request.param("field");
    VIGIL_TRY(const auto done, change_field(api.engine, actor, entity, field, body.dump()));
    return answer(done, field_now(api, actor, entity, field), field, 200);
}

Result<Response> hide_field_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_TRY(const auto done,
              hide_field(api.engine, actor, request.param("entity"), request.param("field")));
    return answer_gone(done);
}

Result<Response> merge_choice_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(body, {"from", "to"}));
    ChoiceMerge merge{
        std::string(request.param("entity")), std::string(request.param("field")), {}, {}};
    for (const auto& [key, into] : {std::pair("from", &merge.from), std::pair("to", &merge.to)}) {
        const auto it = body.find(key);
        if (it == body.end() || !it->is_string()) return fail_field(key, "required");
        *into = it->get<std::string>();
    }
    VIGIL_TRY(const auto done, once(api, request, actor, [&](const Actor& as) -> Result<Committed> {
                  VIGIL_TRY(const Id job, enqueue_choice_merge(api.engine, as, merge));
                  return Committed{{}, {}, to_string(job)};
              }));
    return answer_job(api, actor, parse_id(done.answer).value_or(Id{}));
}

using Action = Result<Response> (*)(Api&, Request&, const Actor&);

Handler by(Api& api, Action action) {
    return signed_in(api, [&api, action](Request& request, const Actor& actor) -> Result<Response> {
        VIGIL_DO(check_query(request, {}));
        return action(api, request, actor);
    });
}

}  // namespace

void add_model_change_routes(Router& router, Api& api) {
    const std::string all = "/api/v1/model/entities", one = all + "/{entity}";
    const std::string fields = one + "/fields", field = fields + "/{field}";
    router.add(Method::post, all, by(api, add_entity_route));
    router.add(Method::patch, one, by(api, change_entity_route));
    router.add(Method::delete_, one, by(api, hide_entity_route));
    router.add(Method::post, fields, by(api, add_field_route));
    router.add(Method::patch, field, by(api, change_field_route));
    router.add(Method::delete_, field, by(api, hide_field_route));
    router.add(Method::post, field + "/choices/merge", by(api, merge_choice_route));
}

}  // namespace vigil::http
