#include "in/http/api/search_api.h"

#include "base/json_text.h"
#include "in/http/api/caller.h"
#include "model/write_json.h"
#include "usecases/search_everything.h"

namespace vigil::http {

namespace {

void append_named(std::string& out, std::string_view key, std::string_view text) {
    out.append(",\"").append(key).append("\":");
    append_json_text(out, text);
}

void append_field(std::string& out, const Record& record, std::string_view key) {
    const int field = record.entity->index_of(key);
    if (field < 0) return;
    out.append(",\"").append(key).append("\":");
    write_json(out, record.entity->fields[std::size_t(field)], record.values[std::size_t(field)]);
}

void append_owner(std::string& out, const Record& record, const Company& company) {
    const int field = record.entity->index_of("owner");
    const Person* owner =
        field < 0 ? nullptr : company.person(id_of(record.values[std::size_t(field)]));
    out += ",\"owner\":";
    if (!owner) {
        out += "null";
        return;
    }
    out += "{\"id\":\"" + to_string(owner->id) + '"';
    append_named(out, "name", owner->name);
    out += '}';
}

void append_opportunities(std::string& out, const std::vector<Record>& opportunities,
                          std::string_view language) {
    out += ",\"open_opportunities\":[";
    for (const auto& one : opportunities) {
        if (out.back() != '[') out += ',';
        out += "{\"id\":\"" + to_string(one.id()) + '"';
        append_named(out, "title", title_of(one, language));
        for (const auto* key : {"stage", "amount", "close_date"}) append_field(out, one, key);
        out += '}';
    }
    out += ']';
}

void append_found(std::string& out, const Found& found, const Company& company,
                  std::string_view language) {
    const Record& record = found.record;
    const EntityDef& entity = *record.entity;
    out += "{\"id\":\"" + to_string(record.id()) + '"';
    append_named(out, "entity", entity.key);
    append_named(out, "title", title_of(record, language));
    out += ",\"context\":";
    if (const int context = entity.index_of(entity.context); context >= 0)
        write_json(out, entity.fields[std::size_t(context)], record.values[std::size_t(context)]);
    else
        out += "null";
    out += ",\"found_in\":[";
    for (const int field : found.found_in) {
        if (out.back() != '[') out += ',';
        append_json_text(out, entity.fields[std::size_t(field)].key);
    }
    out += ']';
    append_owner(out, record, company);
    if (entity.key == "opportunity")  // two of a name are told apart by these
        for (const auto* key : {"amount", "close_date"}) append_field(out, record, key);
    append_opportunities(out, found.open_opportunities, language);
    out += ",\"open_cases\":[]}";  // there are no cases yet
}

Result<Response> search(Api& api, SearchIndex& index, Request& request, const Actor& actor) {
    VIGIL_DO(check_query(request, {"q", "entity", "limit"}));
    const auto text = request.query_value("q");
    if (!text) return fail(FaultKind::malformed, "parameter_missing", {}, {{"name", "q"}});
    SearchRequest wanted{std::string(*text),
                         std::string(request.query_value("entity").value_or("")), 20};
    if (const auto limit = request.query_value("limit")) {
        const auto number = parse_id(*limit);
        if (!number || number->value > 50)
            return fail(FaultKind::malformed, "limit_out_of_range", {}, {{"limit", "50"}});
        wanted.limit = int(number->value);
    }
    VIGIL_TRY(const auto answer, search_everything(api.engine, index, actor, wanted));
    std::string body = "{\"data\":[";
    for (const auto& found : answer.found) {
        if (body.back() != '[') body += ',';
        append_found(body, found, *answer.company, actor.language);
    }
    body += answer.complete ? "],\"complete\":true" : "],\"complete\":false";
    body +=
        answer.all_opportunities ? ",\"all_opportunities\":true}" : ",\"all_opportunities\":false}";
    return Response::json(std::move(body));
}

}  // namespace

void add_search_routes(Router& router, Api& api, SearchIndex& index) {
    router.add(Method::get, "/api/v1/search",
               signed_in(api, [&api, &index](Request& q, const Actor& actor) {
                   return search(api, index, q, actor);
               }));
}

}  // namespace vigil::http
