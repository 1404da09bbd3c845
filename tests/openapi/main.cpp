// Prints the OpenAPI of what ships, for the linter: openapi [--own] [--test].
//   --own    with an entity, fields and choices that a company has made
//   --test   with the test clock
#include <cstdio>
#include <set>
#include <string>

#include "in/http/api/openapi.h"

namespace {

using namespace vigil;

// Names that would meet if they were put together carelessly, every kind of field, odd letters.
constexpr const char* own_entities[] = {
    R"json({"entity": "own_visit", "plural": "own_visits", "own": true,
      "label": {"en": "Site \"visit\"", "zh-CN": "拜访"}, "title": ["own_place"],
      "fields": {"own_place": {"required": true, "own": true}, "own_all": {"kind": "json", "own": true},
        "own_pay": {"kind": "money", "personal": true, "own": true}, "own_day": {"kind": "day", "own": true},
        "own_at": {"kind": "moment", "own": true}, "own_part": {"kind": "decimal", "default": "0.5", "own": true},
        "own_yes": {"kind": "boolean", "own": true}, "own_n": {"kind": "integer", "personal": true, "own": true},
        "own_none": {"kind": "choice", "own": true}, "own_url": {"kind": "url", "own": true},
        "own_tel": {"kind": "phone", "own": true}, "own_lead": {"kind": "link", "link": "lead", "own": true}}})json",
    R"json({"entity": "own_visit_page", "plural": "own_visit_pages", "own": true, "fields": {}})json",
    R"json({"entity": "own_a1", "plural": "own_a1s", "own": true, "fields": {}})json",
    R"json({"entity": "own_a_1", "plural": "own_a_1s", "own": true, "fields": {}})json"};
constexpr const char* own_field =
    R"json({"key": "own_size", "kind": "choice", "own": true, "label": "Größe / 规模",
      "choices": [{"key": "small", "label": "Small"}, {"key": "gone", "hidden": true}]})json";

Result<std::vector<EntityDef>> entities(bool with_own) {
    VIGIL_TRY(auto entities, shipped_entities());
    if (!with_own) return entities;
    for (auto& entity : entities) {
        if (entity.key != "lead") continue;
        VIGIL_TRY(auto field, parse_field(own_field));
        entity.fields.push_back(std::move(field));
        finish_entity(entity);
    }
    for (const char* declaration : own_entities) {
        VIGIL_TRY(auto entity, parse_entity(declaration));
        entities.push_back(std::move(entity));
    }
    return entities;
}

Result<std::string> document(const std::set<std::string>& options) {
    VIGIL_TRY(auto made, entities(options.contains("--own")));
    Company company;
    VIGIL_TRY(company.catalogue, Catalogue::make(std::move(made), 1));
    company.settings.test = options.contains("--test");
    return http::openapi_json(company, "");
}

}  // namespace

int main(int count, char** words) {
    const auto text = document({words + 1, words + count});
    if (!text) {
        std::fprintf(stderr, "openapi: %s\n", text.error().log.c_str());
        return 1;
    }
    std::puts(text->c_str());
    return 0;
}
