// What an administrator is told of the house itself: its health, its mail, its backups.
#include <nlohmann/json.hpp>

#include "in/http/api/health_api.h"
#include "in/http/api/job_json.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "usecases/check_administers.h"
#include "usecases/conditions.h"
#include "usecases/test_mail.h"
#include "watch/tick.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

std::int64_t in_seconds(Span span) { return span.us / 1'000'000; }

Json mail_json(const Health& health, const MailHealth& mail) {
    Json json{{"configured", mail.configured}, {"server", nullptr}, {"from", nullptr}};
    if (mail.configured) json["server"] = health.mail_server;
    if (!health.mail_from.empty()) json["from"] = health.mail_from;
    json["waiting"] = mail.waiting;
    json["failed"] = mail.failed;
    json["oldest_s"] = in_seconds(mail.oldest);
    return json;
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
    const auto free_bytes = health.free_bytes();
    return Response::json(
        Json{{"version", health.version},
             {"store", health.store},
             {"started_at", to_string(health.started_at)},
             {"now", to_string(health.engine.clock.now())},
             {"watch", {{"lag_s", in_seconds(lag)}}},
             {"mail", mail_json(health, mail)},
             {"jobs", {{"waiting", waiting}, {"running", running}, {"failed", failed}}},
             {"search", {{"behind", behind}}},
             {"disk", {{"free_bytes", free_bytes ? Json(*free_bytes) : Json()}}}}
            .dump());
}

Result<Response> mail_route(const Health& health, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_DO(check_administers(health.engine, actor));
    VIGIL_TRY(const auto mail, health.mail());
    return Response::json(mail_json(health, mail).dump());
}

Result<Response> test_mail_route(Api& api, const Health& health, Request& request,
                                 const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_DO(check_administers(health.engine, actor));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(body, {"to"}));
    std::string to;
    if (const auto it = body.find("to"); it != body.end() && !it->is_null()) {
        if (!it->is_string()) return fail_field("to", "wrong_type", {{"expected", "email"}});
        to = it->get<std::string>();
    }
    VIGIL_TRY(const auto mail, health.mail());
    if (!mail.configured) return fail(FaultKind::refused, "mail_not_configured");
    VIGIL_TRY(const auto done, once(api, request, actor, [&](const Actor& as) {
                  return queue_test_mail(api.engine, as, to);
              }));
    auto response = Response::json(Json{{"id", done.answer}}.dump(), 202);
    response.set("Location", "/api/v1/mail/messages/" + done.answer);
    return response;
}

Result<Response> message_route(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_TRY(const auto mail, find_mail(api.engine, actor, id));
    const auto kept = mail.text("state");
    const char* state = kept == "accepted"                        ? "accepted"
                        : kept == "failed" || kept == "cancelled" ? "failed"
                                                                  : "queued";
    const Value& at = is_empty(mail["sent_at"]) ? mail["queued_at"] : mail["sent_at"];
    std::string detail(mail.text("server"));
    if (!mail.text("answer").empty())
        detail += (detail.empty() ? "" : " ") + std::string(mail.text("answer"));
    return Response::json(Json{
        {"id", to_string(id)},
        {"state", state},
        {"at", to_string(moment_of(at))},
        {"attempts", integer_of(mail["attempts"])},
        {"detail", detail}}.dump(-1, ' ', false, Json::error_handler_t::replace));
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
    add(Method::get, "/api/v1/mail",
        [&health](Request& q, const Actor& a) { return mail_route(health, q, a); });
    add(Method::post, "/api/v1/mail/test",
        [&api, &health](Request& q, const Actor& a) { return test_mail_route(api, health, q, a); });
    add(Method::get, "/api/v1/mail/messages/{id}",
        [&api](Request& q, const Actor& a) { return message_route(api, q, a); });
    add(Method::get, "/api/v1/backups", [&api, &health](Request& q, const Actor& a) {
        return list_backups_route(api, health, q, a);
    });
    add(Method::post, "/api/v1/backups",
        [&api, &health](Request& q, const Actor& a) { return backup_route(api, health, q, a); });
}

}  // namespace vigil::http
