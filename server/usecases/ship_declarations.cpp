#include "usecases/ship_declarations.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/embedded.h"
#include "usecases/check_record.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

Record guideline_record(UnitOfWork& work, const Json& json) {
    Record record = work.blank(work.entity("guideline"));
    for (const auto& [key, value] : json.items()) {
        const std::string field_key = key == "guideline" ? "key" : key;
        const FieldDef* field = record.entity->field(field_key);
        if (!field) continue;
        if (field->kind == FieldKind::json)
            record.set(field_key, value.dump());
        else if (field->kind == FieldKind::boolean)
            record.set(field_key, value.get<bool>());
        else if (field->kind == FieldKind::decimal)
            record.set(field_key, std::int64_t(std::llround(value.get<double>() * 1e6)));
        else
            record.set(field_key, value.get<std::string>());
    }
    record.set("state", std::string("on"));
    record.set("shipped", true);
    return record;
}

void ship_playbook(UnitOfWork& work, const Json& json, const std::string& language) {
    Record record = work.blank(work.entity("playbook"));
    record.set("name", json["name"].value(language, std::string()));
    record.set("stage", json.value("stage", std::string()));
    record.set("steps", json["steps"].dump());
    work.create(std::move(record));
}

void ship_call_rules(UnitOfWork& work, const Json& rules, const std::vector<Record>& known) {
    for (const auto& rule : rules) {
        const auto outcome = rule.value("outcome", std::string());
        const bool shipped = std::ranges::any_of(
            known, [&](const Record& one) { return one.text("outcome") == outcome; });
        if (shipped) continue;
        Record record = work.blank(work.entity("call_rule"));
        record.set("outcome", outcome);
        record.set("plan", rule.value("plan", std::string("nothing")));
        if (rule.contains("n")) record.set("n", rule["n"].get<std::int64_t>());
        if (rule.contains("unit")) record.set("unit", rule["unit"].get<std::string>());
        if (rule.contains("subject")) record.set("subject", rule["subject"].dump());
        work.create(std::move(record));
    }
}

Result<std::vector<Record>> all_of(UnitOfWork& work, const char* entity) {
    Query query;
    query.entity = &work.entity(entity);
    query.limit = 10'000;
    query.removed = Removed::with;
    return work.view().find(query, Permit::house());
}

}  // namespace

Status ship_into(UnitOfWork& unit, const std::string& language) {
    VIGIL_TRY(const auto known, all_of(unit, "guideline"));
    VIGIL_TRY(const auto playbooks, all_of(unit, "playbook"));
    VIGIL_TRY(const auto call_rules, all_of(unit, "call_rule"));
    for (const auto& file : embedded_declarations()) {
        const bool guideline = file.path.ends_with(".guideline.json");
        const bool playbook = file.path.ends_with(".playbook.json");
        const bool rules = file.path.ends_with(".call_rules.json");
        if (!guideline && !playbook && !rules) continue;
        const auto json = Json::parse(file.bytes);
        if (rules) ship_call_rules(unit, json, call_rules);
        if (playbook && playbooks.empty()) ship_playbook(unit, json, language);
        if (!guideline) continue;
        const auto key = json.value("guideline", std::string());
        const bool shipped =
            std::ranges::any_of(known, [&](const Record& one) { return one.text("key") == key; });
        if (shipped) continue;
        Record record = guideline_record(unit, json);
        VIGIL_DO(check_record(unit, std::nullopt, record));
        unit.create(std::move(record));
    }
    return {};
}

Status ship_declarations(Engine& engine) {
    return work_in_house(engine, "init", [](UnitOfWork& unit) { return ship_into(unit, "en"); });
}

}  // namespace vigil
