#include "in/http/api/health_api.h"

#include <nlohmann/json.hpp>

#include "usecases/set_up.h"
#include "watch/tick.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

// A watch further behind than this keeps no promise.
constexpr Span lag_max = minutes(5);

Response readyz(Health& health) {
    const auto lag = watch::lag(health.engine);
    const auto mail = health.mail();
    if (!lag || !mail)
        return Response::json(Json{{"ready", false}, {"store", "does not answer"}}.dump(), 503);
    if (is_not_set_up(health.engine))
        return Response::json(R"({"ready":false,"setup":"waiting"})", 503);
    const bool ready = *lag < lag_max;
    const Json json{{"ready", ready},
                    {"watch", {{"lag_s", whole_seconds(*lag)}}},
                    {"mail",
                     {{"configured", mail->configured},
                      {"failed", mail->failed},
                      {"waiting", mail->waiting},
                      {"oldest_s", whole_seconds(mail->oldest)}}}};
    return Response::json(json.dump(), ready ? 200 : 503);
}

void gauge(std::string& out, std::string_view name, std::string_view help, std::int64_t value) {
    out += "# HELP " + std::string(name) + " " + std::string(help) + "\n# TYPE " +
           std::string(name) + " gauge\n" + std::string(name) + " " + std::to_string(value) + "\n";
}

Response metrics(Health& health) {
    std::string text = health.server_metrics();
    if (const auto lag = watch::lag(health.engine))
        gauge(text, "vigil_watch_lag_seconds", "How far the watch is behind.", whole_seconds(*lag));
    if (const auto mail = health.mail()) {
        gauge(text, "vigil_mail_failed", "Mails refused for good in the last seven days.",
              mail->failed);
        gauge(text, "vigil_mail_waiting", "Mails due and not sent.", mail->waiting);
        gauge(text, "vigil_mail_oldest_seconds", "Age of the oldest mail that waits.",
              whole_seconds(mail->oldest));
    }
    auto response = Response::text(std::move(text));
    response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    return response;
}

}  // namespace

void add_health_routes(Router& router, Health& health) {
    router.add(Method::get, "/readyz", [&health](Request&) { return readyz(health); });
    router.add(Method::get, "/healthz", [](Request&) { return Response::text("ok\n"); },
               {.lane = Lane::io});
    router.add(Method::get, "/metrics", [&health](Request&) { return metrics(health); });
}

}  // namespace vigil::http
