#include <malloc.h>

#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>

#include "in/http/api/api.h"
#include "in/http/api/backtest_json.h"
#include "in/http/api/caller.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;
using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience(20);  // somebody waits for the answer

// One at a time: each holds a worker and the past in memory.
class Turn {
  public:
    explicit Turn(std::atomic<bool>& taken) : taken_(taken), mine_(!taken.exchange(true)) {}
    ~Turn() {
        if (!mine_) return;
        ::malloc_trim(0);  // the past was many small pieces, which would stay with us
        taken_ = false;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    bool mine() const { return mine_; }

  private:
    std::atomic<bool>& taken_;
    const bool mine_;
};

// Who makes rules tries them.
Status check_may(const Company& company, const Actor& actor) {
    const EntityPermit* rights = actor.permit.of(company.catalogue->need("guideline"));
    if (!rights || !rights->may_see) return fail(FaultKind::not_found, "not_found");
    if (!rights->may_create) return fail(FaultKind::forbidden, "may_not_create");
    return {};
}

Status check_known(const Json& object, const std::function<bool(const std::string&)>& known) {
    for (const auto& [key, value] : object.items())
        if (!known(key))
            return fail(FaultKind::malformed, "unknown_field", {}, {{"field", key.substr(0, 60)}});
    return {};
}

Result<rules::GuidelinePtr> guideline_of(Api& api, const Company& company, const Json& body) {
    const auto it = body.find("guideline");
    if (it == body.end()) return fail_field("guideline", "required");
    if (it->is_string()) return watch::guideline_to_test(company, it->get<std::string>());
    if (!it->is_object())
        return fail_field("guideline", "wrong_type", {{"expected", "id, object"}});
    const EntityDef& entity = company.catalogue->need("guideline");
    VIGIL_DO(check_known(*it, [&](const std::string& key) {
        const FieldDef* field = entity.field(key);
        return field && !field->base && !field->read_only;
    }));
    return watch::draft_to_test(api.engine, it->dump());
}

std::string text_of(const Json& body, const char* key) {
    const auto it = body.find(key);
    return it != body.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Result<Response> run(Api& api, std::atomic<bool>& taken, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    VIGIL_TRY(const auto body, body_of(request));
    VIGIL_DO(check_known(body, [](const std::string& key) {
        return key == "guideline" || key == "from" || key == "to" || key == "at_once";
    }));
    const auto company = api.engine.company.current();
    VIGIL_DO(check_may(*company, actor));
    watch::BacktestAsk ask;
    VIGIL_TRY(ask.guideline, guideline_of(api, *company, body));
    VIGIL_TRY(const auto days, days_asked(*company, text_of(body, "from"), text_of(body, "to")));
    ask.from = days.from;
    ask.to = days.to;
    if (const auto it = body.find("at_once"); it != body.end()) {
        if (!it->is_boolean())
            return fail_field("at_once", "wrong_type", {{"expected", "boolean"}});
        ask.at_once = it->get<bool>();
    }
    const auto until = SteadyClock::now() + patience;
    ask.enough = [until] { return SteadyClock::now() >= until; };
    const Turn turn(taken);
    if (!turn.mine()) {
        Fault busy{FaultKind::overloaded, "backtest_busy"};
        busy.retry_after_s = 5;
        return std::unexpected(std::move(busy));
    }
    VIGIL_TRY(const auto result, watch::backtest(api.engine, ask));
    VIGIL_TRY(auto json, backtest_json(api.engine, actor, result));
    return Response::json(std::move(json));
}

}  // namespace

void add_backtest_routes(Router& router, Api& api) {
    const auto taken = std::make_shared<std::atomic<bool>>(false);
    router.add(Method::post, "/api/v1/guidelines/backtest",
               signed_in(api, [&api, taken](Request& request, const Actor& actor) {
                   return run(api, *taken, request, actor);
               }));
}

}  // namespace vigil::http
