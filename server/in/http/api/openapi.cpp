#include "in/http/api/openapi.h"

#include "in/http/api/openapi_entity.h"
#include "in/http/api/openapi_house.h"
#include "in/http/api/openapi_mail.h"
#include "in/http/api/openapi_numbers.h"
#include "in/http/api/openapi_office.h"
#include "in/http/api/openapi_rights.h"
#include "in/http/api/openapi_schemas.h"
#include "in/http/api/openapi_setup.h"

namespace vigil::http {

namespace {

constexpr std::string_view about =
    "Made from the company's model as it is now, its own entities and fields included. Moments are "
    "UTC, days are calendar days, ids are texts, links are ids, choices are their keys. Unknown "
    "fields, wrong types and unknown query parameters are refused, not ignored. A refused request "
    "has changed nothing.";

void write_info(JsonWriter& json) {
    json.begin_object().key("title").string("Vigil").key("version").string("1");
    json.key("summary").string("A CRM that manages by exception.");
    json.key("description").string(about);
    json.key("license").raw(R"({"name":"Apache-2.0","identifier":"Apache-2.0"})");
    json.end_object();
}

void write_servers(JsonWriter& json, std::string_view public_url) {
    json.key("servers").begin_array().begin_object();
    json.key("url").string(std::string(public_url) + "/api/v1");
    json.end_object().end_array();
}

void write_tag(JsonWriter& json, std::string_view name, std::string_view title,
               std::string_view description) {
    json.begin_object().key("name").string(name).key("x-displayName").string(title);
    json.key("description").string(description).end_object();
}

void write_tags(JsonWriter& json, const Catalogue& catalogue, bool with_clock) {
    json.key("tags").begin_array();
    for (const auto& entity : catalogue.entities()) {
        if (!has_generic_calls(*entity)) continue;
        auto label = entity->label_plural.in("en");
        if (label.empty()) label = entity->plural;
        write_tag(json, entity->plural, label, "Records of the entity " + entity->key + ".");
    }
    for (const auto& tag : house_tags(with_clock))
        write_tag(json, tag.name, tag.title, tag.description);
    json.end_array();
}

std::vector<Operation> all_operations(const Catalogue& catalogue, bool with_clock) {
    std::vector<Operation> operations;
    for (const auto& entity : catalogue.entities())
        if (has_generic_calls(*entity)) add_entity_operations(operations, *entity);
    add_house_operations(operations, with_clock);
    add_number_operations(operations);
    add_mail_operations(operations);
    add_office_operations(operations);
    add_rights_operations(operations);
    add_setup_operations(operations);
    return operations;
}

}  // namespace

std::string openapi_json(const Company& company, std::string_view public_url) {
    const Catalogue& catalogue = *company.catalogue;
    const bool with_clock = company.settings.test;
    std::string out;
    JsonWriter json(out);
    json.begin_object().key("openapi").string("3.1.0").key("info");
    write_info(json);
    write_servers(json, public_url);
    json.key("security").raw(R"([{"token":[]},{"session":[]}])");
    write_tags(json, catalogue, with_clock);
    json.key("paths");
    write_paths(json, all_operations(catalogue, with_clock),
                public_url.empty() ? std::string_view("/") : public_url);
    json.key("components").begin_object().key("schemas").begin_object();
    write_house_schemas(json, with_clock);
    write_number_schemas(json);
    write_mail_schemas(json);
    write_office_schemas(json);
    write_rights_schemas(json);
    write_setup_schemas(json);
    for (const auto& entity : catalogue.entities())
        if (has_generic_calls(*entity)) write_entity_schemas(json, *entity);
    json.end_object();
    write_common_parts(json);
    json.end_object().end_object();
    return out;
}

}  // namespace vigil::http
