#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/zone.h"
#include "in/http/api/office_api.h"
#include "in/http/api/record_json.h"
#include "usecases/read_journal.h"
#include "watch/sight.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

// A moment, or a calendar day where the caller is: its begin, or with `whole` its end.
Result<std::optional<Moment>> time_of(const Request& request, const Actor& actor,
                                      std::string_view name, bool whole) {
    const auto text = request.query_value(name);
    if (!text) return std::nullopt;
    if (const auto moment = parse_moment(*text)) return moment;
    const auto day = parse_day(*text);
    if (!day)
        return fail(FaultKind::malformed, "parameter_unreadable", {},
                    {{"name", std::string(name)}});
    const Zone zone = Zone::find(actor.permit.who().time_zone).value_or(Zone());
    return zone.to_utc(whole ? *day + 1 : *day, 0);
}

Json line_json(const JournalPage& page, const JournalLine& line, const Permit& permit) {
    const Catalogue& catalogue = *page.company->catalogue;
    const EntityDef* about = catalogue.entity(line.about);
    Json json = journal_row_json(*page.company, line.row, permit, about);
    if (json["on_behalf_of"].is_null()) json.erase("on_behalf_of");
    const bool is_exception = line.row.text("entity") == "exception";
    json["title"] = is_exception
                        ? watch::title_for(permit, catalogue.need("exception"), about, line.title)
                        : line.title;
    json["can_undo"] = line.can_undo;
    json["group"] = to_string(Id{integer_of(line.row["act_group"])});
    json["together"] = line.together;
    const Id job{integer_of(line.row["job"])};
    if (job) json["job"] = to_string(job);
    return json;
}

Result<Response> list_journal(Api& api, Request& request, const Actor& actor) {
    VIGIL_DO(
        check_query(request, {"entity", "record", "actor", "act", "from", "to", "limit", "after"}));
    JournalAsk ask;
    ask.entity = request.query_value("entity").value_or("");
    ask.act = request.query_value("act").value_or("");
    ask.after = request.query_value("after").value_or("");
    VIGIL_TRY(ask.record, id_parameter(request, "record"));
    VIGIL_TRY(ask.actor, id_parameter(request, "actor"));
    VIGIL_TRY(ask.from, time_of(request, actor, "from", false));
    VIGIL_TRY(ask.to, time_of(request, actor, "to", true));
    VIGIL_TRY(ask.limit, limit_of(request));
    VIGIL_TRY(const auto page, read_journal(api.engine, actor, ask));
    Json data = Json::array();
    for (const auto& line : page.lines) data.push_back(line_json(page, line, actor.permit));
    VIGIL_TRY(const auto links,
              mentioned_titles(api.engine, actor, *page.company->catalogue, data));
    std::string included;
    write_included(included, links);
    std::string body = "{\"data\":" + data.dump() + ",\"next\":";
    body += page.next.empty() ? std::string("null") : "\"" + page.next + "\"";
    return Response::json(body + ",\"included\":" + included + "}");
}

}  // namespace

void add_journal_routes(Router& router, Api& api) {
    add_office_route(router, api, Method::get, "/api/v1/journal", list_journal);
}

}  // namespace vigil::http
