#include <nlohmann/json.hpp>

#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "usecases/check_administers.h"
#include "usecases/sign_in.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

Result<Response> events(Api& api, Request& request, const Actor& actor) {
    std::optional<std::int64_t> last_seen;
    if (const auto header = request.header("Last-Event-ID"))
        if (const auto seq = parse_id(*header)) last_seen = seq->value;
    VIGIL_TRY(auto stream, api.events.subscribe(actor.user, last_seen));
    return Response::events(std::move(stream), "user:" + to_string(actor.user));
}

Result<Response> read_clock(Api& api, Request&) {
    return Response::json(Json{{"now", to_string(api.engine.clock.now())}}.dump());
}

// Whoever moves it makes all that is due happen: deadlines, mails, what rules do.
Result<Response> put_clock(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_administers(api.engine, actor));
    VIGIL_TRY(const auto body, body_of(request));
    const auto it = body.find("now");
    const auto to =
        it != body.end() && it->is_string() ? parse_moment(it->get<std::string>()) : std::nullopt;
    if (!to) return fail_field("now", "wrong_type", {{"expected", "moment"}});
    if (*to < api.engine.clock.now()) return fail_field("now", "in_the_past");
    VIGIL_DO(api.options.put_forward(*to));
    api.events.tell_time();
    return read_clock(api, request);
}

}  // namespace

void add_system_routes(Router& router, Api& api) {
    router.add(
        Method::get, "/api/v1/events",
        signed_in(api, [&api](Request& q, const Actor& actor) { return events(api, q, actor); }));
    if (!api.options.put_forward) return;
    router.add(Method::get, "/api/v1/test/clock",
               open_to_all(api, [&api](Request& q) { return read_clock(api, q); }));
    router.add(Method::put, "/api/v1/test/clock",
               signed_in(api, [&api](Request& q, const Actor& a) { return put_clock(api, q, a); }));
}

void add_api(Router& router, Api& api) {
    add_session_routes(router, api);
    add_setup_routes(router, api);
    add_invitation_routes(router, api);
    add_form_routes(router, api);
    add_exception_routes(router, api);
    add_backtest_routes(router, api);
    add_metric_routes(router, api);
    add_model_routes(router, api);
    add_rights_routes(router, api);
    add_system_routes(router, api);
    add_journal_routes(router, api);
    add_company_routes(router, api);
    add_holiday_routes(router, api);
    add_people_routes(router, api);
    add_plan_routes(router, api);
    add_file_routes(router, api);
    add_job_routes(router, api);
    add_export_routes(router, api);
    add_bulk_routes(router, api);
    add_record_routes(router, api);
}

}  // namespace vigil::http
