#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/country.h"
#include "base/zone.h"
#include "in/http/api/office_api.h"
#include "usecases/calendar_text.h"
#include "usecases/read_holidays.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

Result<Response> countries(Api&, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {}));
    Json data = Json::array();
    for (const auto& code : holiday_countries())
        data.push_back({{"code", code}, {"name", country_name(code, actor.language)}});
    return Response::json(Json{{"data", std::move(data)}}.dump());
}

Result<int> year_of(const Request& request, int this_year) {
    const auto text = request.query_value("year");
    if (!text) return this_year;
    const auto number = text->size() == 4 ? parse_id(*text) : std::nullopt;
    if (!number) return fail(FaultKind::malformed, "parameter_unreadable", {}, {{"name", "year"}});
    return int(number->value);
}

Result<Response> list_holidays(Api& api, Request& request, const Actor&) {
    VIGIL_DO(check_query(request, {"country", "year"}));
    const auto company = api.engine.company.current();
    const auto country = request.query_value("country").value_or("");
    const auto known = holiday_countries();
    if (std::ranges::find(known, country) == known.end())
        return fail(FaultKind::malformed, "parameter_unreadable", {}, {{"name", "country"}});
    const std::string today = to_string(company->local_day(api.engine.clock.now()));
    VIGIL_TRY(const int year, year_of(request, std::stoi(today.substr(0, 4))));
    Json data = Json::array();
    for (const auto& day : holidays_of(country)) {
        const std::string text = to_string(day.day);
        if (text.starts_with(std::to_string(year) + "-"))
            data.push_back({{"day", text}, {"name", day.name}});
    }
    return Response::json(Json{{"data", std::move(data)}}.dump());
}

Json skipped_json(const Api& api, const Actor& actor, const HolidayImport::Skipped& one) {
    return {{"line", one.line},
            {"name", one.name},
            {"code", one.code},
            {"message", api.words.text(actor.language, one.code, one.args)}};
}

Result<Response> add(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"dry_run"}));
    VIGIL_TRY(const Id id, id_of(request));
    VIGIL_TRY(const bool dry_run, flag_of(request, "dry_run"));
    if (!request.header("Content-Type").value_or("").starts_with("text/calendar"))
        return fail(FaultKind::unsupported, "calendar_wanted");
    VIGIL_TRY(const auto read, add_holidays(api.engine, actor, id, request.body, dry_run));
    Json days = Json::array(), skipped = Json::array();
    for (const auto& day : read.file.days) {
        const bool fresh = std::ranges::find(read.fresh, day.day) != read.fresh.end();
        days.push_back({{"day", to_string(day.day)}, {"name", day.name}, {"is_new", fresh}});
    }
    for (const auto& one : read.file.skipped) skipped.push_back(skipped_json(api, actor, one));
    auto response = Response::json(Json{
        {"calendar_name", read.file.calendar_name},
        {"data", std::move(days)},
        {"skipped", std::move(skipped)},
        {"skipped_more",
         read.file.skipped_more}}.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (read.committed.journal) response.set("Vigil-Journal", to_string(read.committed.journal));
    return response;
}

}  // namespace

void add_holiday_routes(Router& router, Api& api) {
    add_office_route(router, api, Method::get, "/api/v1/holidays/countries", countries);
    add_office_route(router, api, Method::get, "/api/v1/holidays", list_holidays);
    router.add(Method::post, "/api/v1/calendars/{id}/holidays",
               signed_in(api, [&api](Request& q, const Actor& a) { return add(api, q, a); }),
               {Lane::work, HolidayImport::size_max, false});
}

}  // namespace vigil::http
