#include <algorithm>
#include <nlohmann/json.hpp>

#include "in/http/api/caller.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "in/http/api/record_json.h"
#include "usecases/spread_plan.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

constexpr int year_min = 1970, year_max = 9999;

Result<int> year_in(const Json& body) {
    const auto it = body.find("year");
    if (it == body.end()) return fail_field("year", "required");
    if (!it->is_number_integer() || *it < year_min || *it > year_max)
        return fail_field("year", "wrong_type", {{"expected", "year"}});
    return it->get<int>();
}

// Exactly one of target and amount is said; null takes the numbers away.
Result<std::string> part_in(const Json& body) {
    if (body.contains("target") == body.contains("amount"))
        return fail_field("target", "one_of_required", {{"fields", "target, amount"}});
    return std::string(body.contains("target") ? "target" : "amount");
}

Result<YearPlan> read_ask(const EntityDef& entity, Json body) {
    YearPlan plan;
    VIGIL_DO(check_keys(body, {"user", "team", "metric", "year", "target", "amount"}));
    VIGIL_TRY(plan.year, year_in(body));
    VIGIL_TRY(plan.part, part_in(body));
    body.erase("year");
    VIGIL_TRY(const auto input, read_record(entity, body));
    for (const auto& [index, value] : input) {
        if (entity.fields[std::size_t(index)].key == plan.part)
            plan.total = value;
        else if (!is_empty(value))
            plan.whose.emplace_back(index, value);
    }
    const auto is_holder = [&](const auto& one) {
        const auto& key = entity.fields[std::size_t(one.first)].key;
        return key == "user" || key == "team";
    };
    if (std::ranges::count_if(plan.whose, is_holder) != 1)
        return fail_field("user", "one_of_required", {{"fields", "user, team"}});
    return plan;
}

Result<Response> spread(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto body, body_of(request));
    const auto company = api.engine.company.current();
    VIGIL_TRY(const auto plan, read_ask(company->catalogue->need("plan"), body));
    VIGIL_TRY(const auto done, once(api, request, actor, [&](const Actor& as) {
                  return spread_plan(api.engine, as, plan);
              }));
    VIGIL_TRY(const auto plans, month_plans(api.engine, actor, plan));
    std::string text = "{\"data\":[";
    for (const auto& one : plans) {
        if (text.back() != '[') text += ',';
        write_record(text, one, actor);
    }
    auto response = Response::json(text + "]}");
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

}  // namespace

void add_plan_routes(Router& router, Api& api) {
    add_office_route(router, api, Method::post, "/api/v1/plans/spread", spread);
}

}  // namespace vigil::http
