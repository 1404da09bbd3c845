#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "in/http/api/metrics_json.h"

namespace vigil::http {

namespace {

constexpr std::size_t most_movements = 500;
constexpr std::size_t most_keys = 20;

std::string text_of(const Request& request, std::string_view name) {
    return std::string(request.query_value(name).value_or(""));
}

std::unexpected<Fault> unknown(std::string_view name) {
    return fail(FaultKind::malformed, "unknown_parameter", {}, {{"name", std::string(name)}});
}

Result<std::optional<Day>> day_of(const Request& request, std::string_view name) {
    const auto text = request.query_value(name);
    if (!text) return std::nullopt;
    const auto day = parse_day(*text);
    if (!day) return unknown(name);
    return day;
}

Result<std::optional<Period>> period_of(const Request& request) {
    const auto text = request.query_value("over");
    if (!text) return std::nullopt;
    const auto period = parse_period(*text);
    if (!period) return unknown("over");
    return period;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto comma = text.find(',');
        words.emplace_back(text.substr(0, comma));
        text = comma == text.npos ? std::string_view() : text.substr(comma + 1);
    }
    return words;
}

// All but which.
Result<measure::MetricAsk> ask_of(const Request& request) {
    measure::MetricAsk ask;
    ask.by = words_of(text_of(request, "by"));
    VIGIL_TRY(ask.over, period_of(request));
    VIGIL_TRY(ask.from, day_of(request, "from"));
    VIGIL_TRY(ask.to, day_of(request, "to"));
    ask.whose = text_of(request, "whose");
    ask.filter = text_of(request, "filter");
    const std::string plan = text_of(request, "plan");
    if (!plan.empty() && plan != "true" && plan != "false") return unknown("plan");
    ask.plan = plan == "true";
    return ask;
}

Result<std::string> answer_of(Api& api, const Actor& actor, const measure::MetricAsk& ask) {
    VIGIL_TRY(const auto answer, measure::ask_metric(api.engine, actor, ask));
    return metric_json(answer, actor.language);
}

Result<Response> metric(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"by", "over", "from", "to", "whose", "filter", "plan"}));
    VIGIL_TRY(auto ask, ask_of(request));
    ask.key = request.param("key");
    VIGIL_TRY(auto json, answer_of(api, actor, ask));
    return Response::json(std::move(json));
}

// Several at once, each as it is answered alone; what one is refused for, all are.
Result<Response> metrics(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"keys", "by", "over", "from", "to", "whose", "filter", "plan"}));
    VIGIL_TRY(auto ask, ask_of(request));
    const auto keys = words_of(text_of(request, "keys"));
    if (keys.empty())
        return fail(FaultKind::malformed, "parameter_unreadable", {}, {{"name", "keys"}});
    if (keys.size() > most_keys)
        return fail(FaultKind::malformed, "too_many_keys", {},
                    {{"limit", std::to_string(most_keys)}});
    std::string body = "{\"data\":[";
    for (const auto& key : keys) {
        ask.key = key;
        VIGIL_TRY(const auto json, answer_of(api, actor, ask));
        if (body.back() != '[') body += ',';
        body += json;
    }
    return Response::json(body + "]}");
}

Result<Response> forecast(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"by", "over", "from", "to", "whose"}));
    measure::ForecastAsk ask;
    VIGIL_TRY(const auto over, period_of(request));
    ask.over = over.value_or(Period::month);
    VIGIL_TRY(ask.from, day_of(request, "from"));
    VIGIL_TRY(ask.to, day_of(request, "to"));
    ask.by = text_of(request, "by");
    ask.whose = text_of(request, "whose");
    VIGIL_TRY(const auto answer, measure::forecast(api.engine, actor, ask));
    VIGIL_TRY(auto json, forecast_json(answer));
    return Response::json(std::move(json));
}

Result<Response> movements(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"since", "from", "to", "whose"}));
    measure::MovementsAsk ask;
    if (const auto since = request.query_value("since")) {
        ask.since = parse_moment(*since);
        if (!ask.since) return unknown("since");
    }
    VIGIL_TRY(ask.from, day_of(request, "from"));
    VIGIL_TRY(ask.to, day_of(request, "to"));
    ask.whose = text_of(request, "whose");
    VIGIL_TRY(const auto answer, measure::movements(api.engine, actor, ask));
    VIGIL_TRY(auto json, movements_json(answer, most_movements));
    return Response::json(std::move(json));
}

}  // namespace

void add_metric_routes(Router& router, Api& api) {
    router.add(Method::get, "/api/v1/metrics",
               signed_in(api, [&api](Request& q, const Actor& a) { return metrics(api, q, a); }));
    router.add(Method::get, "/api/v1/metrics/{key}",
               signed_in(api, [&api](Request& q, const Actor& a) { return metric(api, q, a); }));
    router.add(Method::get, "/api/v1/forecast",
               signed_in(api, [&api](Request& q, const Actor& a) { return forecast(api, q, a); }));
    router.add(Method::get, "/api/v1/forecast/movements",
               signed_in(api, [&api](Request& q, const Actor& a) { return movements(api, q, a); }));
}

}  // namespace vigil::http
