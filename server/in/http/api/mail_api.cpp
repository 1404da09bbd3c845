// Mail for administrators: how it does, by which server it goes, and whether that one takes it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "in/http/api/health_api.h"
#include "in/http/api/office_api.h"
#include "in/http/api/once.h"
#include "usecases/check_administers.h"
#include "usecases/test_mail.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;
using Source = MailServerInUse::Source;

std::string place_of(const MailServer& server) {
    const bool is_ipv6 =
        server.host.find(':') != std::string::npos && !server.host.starts_with('[');
    return (is_ipv6 ? "[" + server.host + "]" : server.host) + ":" + std::to_string(server.port);
}

Json mail_json(const Health& health, const MailHealth& mail) {
    const auto in_use = health.mail_server.in_use();
    const bool has_one = in_use.source != Source::none;
    return {{"configured", mail.configured},
            {"server", has_one ? Json(place_of(in_use.server)) : Json()},
            {"from", in_use.server.from},
            {"waiting", mail.waiting},
            {"failed", mail.failed},
            {"oldest_s", whole_seconds(mail.oldest)},
            {"trouble", mail.trouble.empty() ? Json() : Json(mail.trouble)}};
}

const char* name_of(Source source) {
    switch (source) {
        case Source::none:
            return "none";
        case Source::configuration:
            return "configuration";
        case Source::company:
            return "company";
    }
    return "none";
}

// The password is never among it, not even sealed.
Json server_json(const MailServerInUse& in_use) {
    const bool own = in_use.source == Source::company;
    const auto or_null = [](bool is_known, const auto& value) {
        return is_known ? Json(value) : Json();
    };
    const bool has_one = in_use.source != Source::none;
    return {{"source", name_of(in_use.source)},
            {"host", or_null(has_one, in_use.server.host)},
            {"port", or_null(has_one, in_use.server.port)},
            {"security", or_null(own, std::string(to_string(in_use.server.security)))},
            {"user", or_null(own, in_use.server.user)},
            {"from", or_null(has_one || in_use.from_is_fixed, in_use.server.from)},
            {"from_is_fixed", in_use.from_is_fixed},
            {"has_password", in_use.has_password},
            {"is_locked", in_use.is_locked},
            {"can_keep_password", in_use.can_keep_password}};
}

Status read_text(const Json& body, const char* key, std::string& into) {
    const auto it = body.find(key);
    if (it == body.end() || it->is_null()) return {};
    if (!it->is_string()) return fail_field(key, "wrong_type", {{"expected", "text"}});
    into = it->get<std::string>();
    return {};
}

// Without "password" the kept one stays; "" or null is none.
Result<MailServerChange> read_change(const Json& body) {
    VIGIL_DO(check_keys(body, {"host", "port", "security", "user", "password", "from"}));
    MailServerChange change;
    auto& server = change.server;
    VIGIL_DO(read_text(body, "host", server.host));
    VIGIL_DO(read_text(body, "user", server.user));
    VIGIL_DO(read_text(body, "password", server.password));
    VIGIL_DO(read_text(body, "from", server.from));
    change.keeps_password = !body.contains("password");
    if (const auto it = body.find("port"); it != body.end()) {
        if (!it->is_number_integer())
            return fail_field("port", "wrong_type", {{"expected", "integer"}});
        server.port = int(std::clamp<std::int64_t>(it->get<std::int64_t>(), 0, 65'536));
    }
    std::string security = "starttls";
    VIGIL_DO(read_text(body, "security", security));
    const auto known = parse_mail_security(security);
    if (!known) return fail_field("security", "bad_mail_security");
    server.security = *known;
    return change;
}

Result<Response> mail_route(const Health& health, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_DO(check_administers(health.engine, actor));
    VIGIL_TRY(const auto mail, health.mail());
    return Response::json(mail_state_json(health, mail));
}

// With settings that are not kept: sent at once, and what the server says is the answer.
Result<Response> trial_route(Api& api, const Health& health, const Actor& actor, const Json& with,
                             const std::string& to) {
    if (!with.is_object()) return fail_field("server", "wrong_type", {{"expected", "object"}});
    VIGIL_TRY(const auto change, read_change(with));
    VIGIL_TRY(const auto trial, health.mail_server.try_out(actor, change, to));
    const std::string code = trial.accepted ? "accepted" : trial.reason;
    return Response::json(Json{
        {"accepted", trial.accepted},
        {"reason", trial.accepted ? Json() : Json(trial.reason)},
        {"message", api.words.text(actor.language, "mail_try." + code)},
        {"answer",
         trial.answer}}.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<Response> test_mail_route(Api& api, const Health& health, Request& request,
                                 const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_DO(check_administers(health.engine, actor));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_keys(body, {"to", "server"}));
    std::string to;
    VIGIL_DO(read_text(body, "to", to));
    if (const auto with = body.find("server"); with != body.end())
        return trial_route(api, health, actor, *with, to);
    if (!api.options.has_mail()) return fail(FaultKind::refused, "mail_not_configured");
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

Result<Response> server_route(const Health& health, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_DO(check_administers(health.engine, actor));
    return Response::json(server_json(health.mail_server.in_use()).dump());
}

Response answer_server(const Health& health, const Committed& done) {
    auto response = Response::json(server_json(health.mail_server.in_use()).dump());
    if (done.journal) response.set("Vigil-Journal", to_string(done.journal));
    return response;
}

Result<Response> keep_server_route(const Health& health, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_DO(check_administers(health.engine, actor));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_TRY(const auto change, read_change(body));
    VIGIL_TRY(const auto done, health.mail_server.keep(actor, change));
    return answer_server(health, done);
}

Result<Response> forget_server_route(const Health& health, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto done, health.mail_server.forget(actor));
    return answer_server(health, done);
}

}  // namespace

std::string mail_state_json(const Health& health, const MailHealth& mail) {
    return mail_json(health, mail).dump(-1, ' ', false, Json::error_handler_t::replace);
}

void add_mail_routes(Router& router, Api& api, const Health& health) {
    const auto add = [&](Method method, const char* path, auto handle) {
        router.add(method, path,
                   signed_in(api, [handle](Request& q, const Actor& a) { return handle(q, a); }),
                   {.body_max = 16 * 1024});
    };
    add(Method::get, "/api/v1/mail",
        [&health](Request& q, const Actor& a) { return mail_route(health, q, a); });
    add(Method::post, "/api/v1/mail/test",
        [&api, &health](Request& q, const Actor& a) { return test_mail_route(api, health, q, a); });
    add(Method::get, "/api/v1/mail/messages/{id}",
        [&api](Request& q, const Actor& a) { return message_route(api, q, a); });
    add(Method::get, "/api/v1/mail/server",
        [&health](Request& q, const Actor& a) { return server_route(health, q, a); });
    add(Method::put, "/api/v1/mail/server",
        [&health](Request& q, const Actor& a) { return keep_server_route(health, q, a); });
    add(Method::delete_, "/api/v1/mail/server",
        [&health](Request& q, const Actor& a) { return forget_server_route(health, q, a); });
}

}  // namespace vigil::http
