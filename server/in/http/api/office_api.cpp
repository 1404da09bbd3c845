#include "in/http/api/office_api.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "in/http/api/record_json.h"

namespace vigil::http {

using Json = nlohmann::json;

Json person_json(const Company& company, Id id) {
    const Person* person = company.person(id);
    return person ? Json{{"id", to_string(person->id)}, {"name", person->name}} : Json();
}

Json journal_row_json(const Company& company, const Record& row, const Permit& permit,
                      const EntityDef* about) {
    std::string text;
    write_journal_row(text, row, company.catalogue->need(row.text("entity")), permit, about);
    auto json = Json::parse(text);
    for (const char* key : {"actor", "on_behalf_of"})
        json[key] = person_json(company, Id{integer_of(row[key])});
    return json;
}

Result<bool> flag_of(const Request& request, std::string_view name) {
    const auto value = request.query_value(name).value_or("false");
    if (value != "true" && value != "false")
        return fail(FaultKind::malformed, "flag_malformed", {}, {{"name", std::string(name)}});
    return value == "true";
}

Result<int> limit_of(const Request& request) {
    const auto limit = request.query_value("limit");
    if (!limit) return 50;
    const auto number = parse_id(*limit);
    if (!number || number->value < 1 || number->value > 200)
        return fail(FaultKind::malformed, "limit_out_of_range", {}, {{"limit", "200"}});
    return int(number->value);
}

Result<Id> id_parameter(const Request& request, std::string_view name) {
    const auto text = request.query_value(name);
    if (!text) return Id{};
    const auto id = parse_id(*text);
    if (!id)
        return fail(FaultKind::malformed, "parameter_unreadable", {},
                    {{"name", std::string(name)}});
    return *id;
}

Status check_keys(const Json& body, std::initializer_list<std::string_view> known) {
    for (const auto& [key, value] : body.items())
        if (std::ranges::find(known, key) == known.end())
            return fail(FaultKind::malformed, "unknown_field", {},
                        {{"field", std::string(clip(key, 60))}});
    return {};
}

void add_office_route(Router& router, Api& api, Method method, const char* path,
                      OfficeHandler handle) {
    router.add(method, path, signed_in(api, [&api, handle](Request& q, const Actor& actor) {
                   return handle(api, q, actor);
               }));
}

}  // namespace vigil::http
