#include <nlohmann/json.hpp>

#include "in/http/api/api.h"
#include "in/http/api/attachment.h"
#include "in/http/api/caller.h"
#include "in/http/api/job_json.h"
#include "in/http/api/once.h"
#include "usecases/import_job.h"
#include "usecases/keep_file.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

FaultArgs args_of(const Json& fault) {
    FaultArgs args;
    const auto it = fault.find("args");
    if (it == fault.end() || !it->is_object()) return args;
    for (const auto& [name, value] : it->items())
        if (value.is_string()) args.emplace_back(name, value.get<std::string>());
    return args;
}

bool can_be_undone(const Api& api, const Record& job) {
    if (job.text("kind") == "undo" || job.text("kind") == "backup" ||
        api.engine.clock.now() > moment_of(job["at"]) + undo_time)
        return false;
    if (job.text("state") == "undone") return is_anything_left(api.engine, job).value_or(false);
    return job.text("state") == "done" || job.text("state") == "failed";
}

Json job_head(const Api& api, const Record& job) {
    Json json{{"id", to_string(job.id())},
              {"kind", job.text("kind")},
              {"state", job.text("state")},
              {"done", integer_of(job["done"])},
              {"total", integer_of(job["total"])},
              {"refused", integer_of(job["refused"])},
              {"at", to_string(moment_of(job["at"]))}};
    if (!is_empty(job["undoes"])) json["undoes"] = std::to_string(integer_of(job["undoes"]));
    json["undo_until"] =
        can_be_undone(api, job) ? Json(to_string(moment_of(job["at"]) + undo_time)) : Json();
    return json;
}

Result<Response> read(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_TRY(const auto job, find_job(api.engine, actor, id));
    return Response::json(job_json(api, actor, job));
}

Result<Response> undo(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_DO(find_job(api.engine, actor, id));
    VIGIL_TRY(const Id undoing, enqueue_undo(api.engine, actor, id));
    return answer_job(api, actor, undoing);
}

// The body as it came; the import reads it with its own words.
Result<std::string> import_asked(const Request& request) {
    VIGIL_TRY(const auto body, body_of(request));
    return body.dump();
}

Result<Response> preview(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto ask, import_asked(request));
    VIGIL_TRY(auto answer, api.options.preview_import(actor, ask));
    return Response::json(std::move(answer));
}

Result<Response> start(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto ask, import_asked(request));
    VIGIL_TRY(const auto done, once(api, request, actor, [&](const Actor& as) -> Result<Committed> {
                  VIGIL_TRY(const Id job, api.options.enqueue_import(as, ask));
                  return Committed{{}, {}, to_string(job)};
              }));
    return answer_job(api, actor, parse_id(done.answer).value_or(Id{}));
}

// The imports of late, what was asked and without their long results.
Result<Response> list_jobs(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    constexpr int shown = 50;
    VIGIL_TRY(const auto jobs, find_jobs(api.engine, actor, "import", shown));
    const auto company = api.engine.company.current();
    Json data = Json::array();
    for (const auto& job : jobs) {
        Json one = job_head(api, job);
        const auto input = Json::parse(job.text("input"), nullptr, false);
        const auto ask = input.is_object() ? input.value("ask", input) : Json::object();
        one["entity"] = ask.value("entity", "");
        one["dry_run"] = ask.value("dry_run", false);
        one["has_refused_file"] = !is_empty(job["refused_file"]);
        const Person* person = company->person(Id{integer_of(job["user"])});
        one["user"] = person ? Json{{"id", to_string(person->id)}, {"name", person->name}} : Json();
        data.push_back(std::move(one));
    }
    return Response::json(Json{{"data", std::move(data)}}.dump());
}

Result<Response> refused(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_TRY(const auto job, find_job(api.engine, actor, id));
    if (is_empty(job["refused_file"])) return fail(FaultKind::not_found, "nothing_refused");
    VIGIL_TRY(const auto file, find_file(api.engine, actor, Id{integer_of(job["refused_file"])}));
    return answer_file(api.engine, file, "text/csv; charset=utf-8");
}

}  // namespace

void say_fault(const Api& api, const Actor& actor, Json& fault) {
    if (!fault.is_object() || !fault.contains("code")) return;
    fault["message"] =
        api.words.text(actor.language, fault["code"].get<std::string>(), args_of(fault));
    fault.erase("args");
    if (!fault.contains("errors")) return;
    for (auto& field : fault["errors"]) {
        auto args = args_of(field);
        args.emplace_back("field", field.value("field", ""));
        field["message"] = api.words.text(actor.language, field["code"].get<std::string>(), args);
        field.erase("args");
    }
}

std::string job_json(const Api& api, const Actor& actor, const Record& job) {
    Json json = job_head(api, job);
    json["result"] = nullptr;
    if (!is_empty(job["result"])) {
        auto result = Json::parse(job.text("result"), nullptr, false);
        if (job.text("state") == "failed") say_fault(api, actor, result);
        if (!result.is_discarded()) json["result"] = std::move(result);
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Response> answer_job(const Api& api, const Actor& actor, Id id) {
    VIGIL_TRY(const auto job, find_job(api.engine, actor, id));
    auto response = Response::json(job_json(api, actor, job), 202);
    response.set("Location", "/api/v1/jobs/" + to_string(id));
    return response;
}

void add_job_routes(Router& router, Api& api) {
    const auto add = [&](Method method, const char* path, auto handle) {
        router.add(method, path, signed_in(api, [&api, handle](Request& q, const Actor& a) {
                       return handle(api, q, a);
                   }));
    };
    add(Method::get, "/api/v1/jobs/{id}", read);
    add(Method::post, "/api/v1/jobs/{id}/undo", undo);
    if (!api.options.enqueue_import) return;
    add(Method::get, "/api/v1/imports", list_jobs);
    add(Method::post, "/api/v1/imports", start);
    add(Method::post, "/api/v1/imports/preview", preview);
    add(Method::get, "/api/v1/imports/{id}/refused.csv", refused);
}

}  // namespace vigil::http
