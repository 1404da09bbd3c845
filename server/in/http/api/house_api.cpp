// What an administrator is told of the house itself: its health, its backups.
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "in/http/api/attachment.h"
#include "in/http/api/health_api.h"
#include "in/http/api/job_json.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "usecases/check_administers.h"
#include "usecases/conditions.h"
#include "watch/tick.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

// When the last whole one was made, and whether this house makes any.
Result<Json> backups_json(const Health& health, const Actor& actor) {
    VIGIL_TRY(const auto files, list_backups(health.engine, actor, health.backups));
    Json last;
    Moment at{};
    for (const auto& file : files)
        if (file.is_whole && file.at > at) last = to_string(at = file.at);
    return Json{{"possible", !health.backups.folder.empty()}, {"last_at", last}};
}

Result<std::int64_t> jobs_in(const Health& health, const char* state, Span since) {
    const auto company = health.engine.company.current();
    const EntityDef& jobs = company->catalogue->need("job");
    Query query;
    query.entity = &jobs;
    query.where = field_equals(jobs, "state", std::string(state));
    if (since.us > 0)
        query.where = both(
            query.where, compare(jobs, "at", Condition::Op::ge, health.engine.clock.now() - since));
    return health.engine.store.read()->count(query, Permit::house());
}

Result<Response> health_route(const Health& health, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_DO(check_administers(health.engine, actor));
    VIGIL_TRY(const auto lag, watch::lag(health.engine));
    VIGIL_TRY(const auto mail, health.mail());
    VIGIL_TRY(const auto waiting, jobs_in(health, "queued", {}));
    VIGIL_TRY(const auto running, jobs_in(health, "running", {}));
    VIGIL_TRY(const auto failed, jobs_in(health, "failed", days(7)));
    VIGIL_TRY(const auto behind, health.search_behind());
    VIGIL_TRY(const auto backups, backups_json(health, actor));
    const auto free_bytes = health.free_bytes();
    const Moment now = health.engine.clock.now();
    Json without_rate = Json::array();
    for (const Currency currency : health.engine.company.current()->without_rate(now))
        without_rate.push_back(currency.view());
    return Response::json(
        Json{{"version", health.version},
             {"store", health.store},
             {"started_at", to_string(health.started_at)},
             {"now", to_string(now)},
             {"money", {{"without_rate", without_rate}}},
             {"watch", {{"lag_s", whole_seconds(lag)}}},
             {"mail", Json::parse(mail_state_json(health, mail))},
             {"jobs", {{"waiting", waiting}, {"running", running}, {"failed", failed}}},
             {"search", {{"behind", behind}}},
             {"backups", backups},
             {"disk", {{"free_bytes", free_bytes ? Json(*free_bytes) : Json()}}}}
            .dump());
}

Result<Response> list_backups_route(const Api& api, const Health& health, Request& request,
                                    const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto files, list_backups(api.engine, actor, health.backups));
    Json data = Json::array();
    for (const auto& file : files)
        data.push_back({{"name", file.name},
                        {"at", to_string(file.at)},
                        {"bytes", file.bytes},
                        {"state", file.is_whole ? "checked" : "unfinished"}});
    return Response::json(Json{{"data", std::move(data)}}.dump());
}

Pull pull_of(std::shared_ptr<std::ifstream> in) {
    return [in = std::move(in)](std::string& out) {
        std::string piece(256 * 1024, '\0');
        in->read(piece.data(), std::streamsize(piece.size()));
        out.append(piece.data(), std::size_t(in->gcount()));
        if (in->bad()) throw std::runtime_error("the backup cannot be read");  // cuts it off
        return !in->eof();
    };
}

// In pieces from the disk, as fast as the client takes it.
Result<Response> download_backup_route(Api& api, const Health& health, Request& request,
                                       const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    const std::string name(request.param("name"));
    VIGIL_TRY(const auto path, take_backup_out(api.engine, actor, health.backups, name));
    auto in = std::make_shared<std::ifstream>(path, std::ios::binary);
    if (!*in) return fail(FaultKind::not_found, "not_found", name);
    auto response = Response::chunks(pull_of(std::move(in)), "application/octet-stream");
    make_attachment(response, name);
    return response;
}

Result<Response> backup_route(Api& api, const Health& health, Request& request,
                              const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(body, {}));
    VIGIL_TRY(const auto done, once(api, request, actor, [&](const Actor& as) -> Result<Committed> {
                  VIGIL_TRY(const Id job, enqueue_backup(api.engine, as, health.backups));
                  return Committed{{}, {}, to_string(job)};
              }));
    return answer_job(api, actor, parse_id(done.answer).value_or(Id{}));
}

}  // namespace

void add_house_routes(Router& router, Api& api, const Health& health) {
    const auto add = [&](Method method, const char* path, auto handle) {
        router.add(method, path,
                   signed_in(api, [handle](Request& q, const Actor& a) { return handle(q, a); }));
    };
    add(Method::get, "/api/v1/health",
        [&health](Request& q, const Actor& a) { return health_route(health, q, a); });
    add(Method::get, "/api/v1/backups", [&api, &health](Request& q, const Actor& a) {
        return list_backups_route(api, health, q, a);
    });
    add(Method::get, "/api/v1/backups/{name}", [&api, &health](Request& q, const Actor& a) {
        return download_backup_route(api, health, q, a);
    });
    add(Method::post, "/api/v1/backups",
        [&api, &health](Request& q, const Actor& a) { return backup_route(api, health, q, a); });
}

}  // namespace vigil::http
