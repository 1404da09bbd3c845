#include "in/http/api/bulk_api.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "in/http/api/job_json.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "in/http/api/record_json.h"
#include "usecases/bulk.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

Status check_bulk_keys(const Json& body) {
    for (const auto& [key, value] : body.items())
        if (key != "ids" && key != "filter" && key != "change" && key != "act" && key != "input")
            return fail(FaultKind::malformed, "unknown_field", {},
                        {{"field", std::string(clip(key, 60))}});
    return {};
}

// Which records.
Status read_chosen(const Json& body, BulkRequest& request) {
    if (body.contains("ids") && body.contains("filter"))
        return fail_field("filter", "unknown_field", {{"field", "filter"}});
    if (body.contains("ids")) {
        VIGIL_TRY(request.ids, ids_of(body));
        return {};
    }
    if (!body.contains("filter") || !body["filter"].is_string())
        return fail_field("ids", "required");
    request.filter = body["filter"].get<std::string>();
    return {};
}

// What is done with them.
Status read_done(const EntityDef& entity, const Json& body, BulkRequest& request) {
    if (body.contains("change") && body.contains("act")) return fail_field("act", "change_or_act");
    if (body.contains("change") && body["change"].is_object()) {
        VIGIL_TRY(request.change, read_record(entity, body["change"]));
        return {};
    }
    if (!body.contains("act") || !body["act"].is_string()) return fail_field("change", "required");
    request.act = body["act"].get<std::string>();
    static const ActDef asks_nothing;
    const ActDef* act = is_bulk_act(request.act) ? &asks_nothing : entity.act(request.act);
    if (!act)
        return fail(FaultKind::not_found, "no_such_act", {},
                    {{"act", std::string(clip(request.act, 60))}});
    VIGIL_TRY(request.input, read_act(*act, body.value("input", Json::object())));
    return {};
}

Result<BulkRequest> read_bulk(const EntityDef& entity, const Json& body) {
    VIGIL_DO(check_bulk_keys(body));
    BulkRequest request;
    VIGIL_DO(read_chosen(body, request));
    VIGIL_DO(read_done(entity, body, request));
    return request;
}

// At once, or a job for it: the answer is the job's id then.
Result<Committed> change_chosen(Api& api, const Actor& actor, const EntityDef& entity,
                                const BulkRequest& asked, Json body) {
    VIGIL_TRY(const auto count, count_chosen(api.engine, actor, entity, asked));
    if (count <= bulk_at_once) return bulk_change(api.engine, actor, entity, asked);
    body["entity"] = entity.key;
    VIGIL_TRY(const Id job, enqueue_job(api.engine, actor, {"bulk", body.dump(), count, {}}));
    return Committed{{}, {}, to_string(job)};
}

// Which would change, and which would refuse and why; of many the first.
Result<Response> preview(Api& api, const Actor& actor, const EntityDef& entity,
                         const BulkRequest& asked) {
    VIGIL_TRY(const auto report, rehearse_bulk(api.engine, actor, entity, asked));
    Json refused = Json::array();
    for (const auto& one : report.refused) {
        auto json = Json::parse(fault_json(one.fault));
        say_fault(api, actor, json);
        json["record"] = to_string(one.record);
        refused.push_back(std::move(json));
    }
    return Response::json(Json{
        {"changed", report.changed},
        {"refused_count", report.refused_count},
        {"refused",
         std::move(refused)}}.dump());
}

Result<Response> bulk(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"dry_run"}));
    if (request.header("If-Match"))  // of which of them?
        return fail(FaultKind::malformed, "if_match_of_many");
    VIGIL_TRY(const bool dry_run, flag_of(request, "dry_run"));
    const auto company = api.engine.company.current();
    VIGIL_TRY(const EntityDef* entity, entity_of(api, *company, actor, request));
    if (entity->key == "exception") return fail(FaultKind::not_found, "path_unknown");
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_TRY(const auto asked, read_bulk(*entity, body));
    if (dry_run) return preview(api, actor, *entity, asked);
    VIGIL_TRY(const auto done, once(api, request, actor, [&](const Actor& as) {
                  return change_chosen(api, as, *entity, asked, body);
              }));
    if (const auto job = parse_id(done.answer)) return answer_job(api, actor, *job);
    auto response = Response::json(done.answer);
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

}  // namespace

Result<std::string> run_bulk_job(JobTask& task) {
    auto body = Json::parse(task.input, nullptr, false);
    const auto company = task.engine.company.current();
    const EntityDef* entity =
        body.is_object() ? company->catalogue->entity(body.value("entity", "")) : nullptr;
    if (!entity) return fail(FaultKind::not_found, "not_found");
    body.erase("entity");
    VIGIL_TRY(const auto asked, read_bulk(*entity, body));
    VIGIL_TRY(const auto report, bulk_in_background(task, *entity, asked));
    return report_json(report);
}

std::string report_json(const BulkReport& report) {
    Json refused = Json::array();
    for (const auto& one : report.refused) {
        auto json = Json::parse(fault_json(one.fault));
        json["record"] = to_string(one.record);
        refused.push_back(std::move(json));
    }
    return Json{{"changed", report.changed}, {"refused", std::move(refused)}}.dump();
}

void add_bulk_routes(Router& router, Api& api) {
    constexpr std::size_t body_max = std::size_t{4} << 20;  // as many ids as may be named
    router.add(Method::post, "/api/v1/{entity}/bulk",
               signed_in(api, [&api](Request& q, const Actor& a) { return bulk(api, q, a); }),
               {Lane::work, body_max, false});
}

}  // namespace vigil::http
