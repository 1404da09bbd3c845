#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "rules/guideline.h"
#include "usecases/calendar_text.h"
#include "usecases/check_declared.h"
#include "usecases/check_record.h"
#include "usecases/lay_roles.h"
#include "usecases/web_form.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

bool good_steps(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_array() || json.size() > 50) return false;
    for (const auto& step : json)
        if (!step.is_object() || !step.contains("name") ||
            !step.value("days", Json(1)).is_number_integer())
            return false;
    return true;
}

// Silence is what a guideline in shadow or off is for; one that tells nobody would watch for nothing.
void check_tell(const Record& record, std::vector<FieldFault>& faults) {
    if (is_empty(record["tell"])) return;  // both are told
    const auto tell = Json::parse(record.text("tell"), nullptr, false);
    if (!tell.is_array()) return faults.push_back({"tell", "bad_structure"});
    if (tell.empty()) return faults.push_back({"tell", "tell_nobody"});
    for (const auto& one : tell)
        if (one != "owner" && one != "manager")
            return faults.push_back(
                {"tell",
                 "tell_unknown",
                 {{"value",
                   std::string(clip(one.is_string() ? one.get<std::string>() : one.dump(), 60))}}});
}

// One that stands already may be called as it is.
void check_guideline_key(const std::optional<Record>& before, const Record& record,
                         std::vector<FieldFault>& faults) {
    const auto key = record.text("key");
    const bool stands = before && before->text("key") == key;
    if (!stands && !is_word(key)) faults.push_back({"key", "own_key_malformed"});
}

void check_guideline(const UnitOfWork& work, const Record& record,
                     std::vector<FieldFault>& faults) {
    if (const auto before = faults.size(); check_tell(record, faults), faults.size() > before)
        return;
    auto read = rules::read_guideline(guideline_definition(record), work.catalogue());
    if (read) {
        for (const auto& [key, words] :
             {std::pair("sentence", &read->sentence), {"goal", &read->goal}})
            if (words->by_language.empty()) faults.push_back({key, "required"});
        return;
    }
    auto& found = read.error().fields;
    if (found.empty()) faults.push_back({"start", read.error().code, read.error().args});
    for (auto& fault : found) faults.push_back(std::move(fault));
}

// Of a person or a team; aims at what the metric can be measured in.
void check_plan(UnitOfWork& work, const Record& record, std::vector<FieldFault>& faults) {
    if (!is_empty(record["user"]) && !is_empty(record["team"]))
        faults.push_back({"team", "user_or_team"});
    const auto* money = std::get_if<Money>(&record["amount"]);
    if (integer_of(record["target"], 1) <= 0) faults.push_back({"target", "not_positive"});
    if (money && money->minor <= 0) faults.push_back({"amount", "not_positive"});
    const auto metric = work.company().metric(record.text("metric"));
    if (money && metric && metric->sum < 0) faults.push_back({"amount", "metric_has_no_sum"});
    // A manager plans for his own people.
    const bool whose = !is_empty(record["user"]) || !is_empty(record["team"]);
    if (whose && !check_scope(work, record)) faults.push_back({"user", "not_your_team"});
}

void check_country(const Record& record, std::vector<FieldFault>& faults) {
    const auto country = record.text("country");
    const auto known = holiday_countries();
    if (!country.empty() && std::ranges::find(known, country) == known.end())
        faults.push_back(
            {"country", "country_without_holidays", {{"value", std::string(clip(country, 60))}}});
}

// As staged, else as stored and until this is written, whoever may see it.
Result<Id> parent_of(UnitOfWork& work, const EntityDef& entity, Id id) {
    for (const auto& one : work.staged())
        if (one.after.id() == id && one.after.entity->key == entity.key)
            return one.after.link("parent");
    VIGIL_TRY(const auto found, work.view().get(entity, id, Permit::house()));
    if (!found) return Id{};
    work.keep(*found);
    return found->link("parent");
}

// Above a team or an account stand others, and never itself; else nobody would be above them all.
void check_above(UnitOfWork& work, const std::optional<Record>& before, const Record& record,
                 std::vector<FieldFault>& faults) {
    constexpr int deepest = 100;
    if (before && (*before)["parent"] == record["parent"]) return;
    Id above = record.link("parent");
    for (int depth = 0; above && depth < deepest; ++depth) {
        if (above == record.id()) {
            if (depth > 0)  // itself: links_itself
                faults.push_back({"parent", record.entity->key + "_ring"});
            return;
        }
        above = parent_of(work, *record.entity, above).value_or(Id{});
    }
}

}  // namespace

std::string guideline_definition(const Record& record) {
    Json json = Json::object();
    for (const auto& field : record.entity->fields) {
        const Value& value = record[field.key];
        if (field.base || is_empty(value)) continue;
        if (field.kind == FieldKind::json)
            json[field.key] = Json::parse(text_of(value), nullptr, false);
        else if (field.kind == FieldKind::decimal)
            json[field.key] = double(integer_of(value)) / 1e6;
        else if (field.kind == FieldKind::boolean)
            json[field.key] = truth_of(value);
        else
            json[field.key] = text_of(value);
    }
    return json.dump();
}

void check_structure(UnitOfWork& work, const std::optional<Record>& before, const Record& record,
                     std::vector<FieldFault>& faults) {
    const auto& key = record.entity->key;
    const auto demand = [&](const char* field, auto&& good) {
        if (!is_empty(record[field]) && !good(record.text(field)))
            faults.push_back({field, "bad_structure"});
    };
    if (key == "calendar") {
        demand("hours", parse_hours);
        if (hours_overlap(record.text("hours"))) faults.push_back({"hours", "hours_overlap"});
        check_country(record, faults);
        demand("holidays", parse_holidays);
        if (!Zone::find(record.text("time_zone")))
            faults.push_back({"time_zone", "unknown_time_zone"});
        else if (auto found = faults_of(calendar_plan(record)); !found.empty())
            faults.push_back({"holidays", found.front().code, found.front().args});
    } else if (key == "user") {
        demand("leave", parse_leave);
        if (auto zone = record.text("time_zone"); !zone.empty() && !Zone::find(zone))
            faults.push_back({"time_zone", "unknown_time_zone"});
    } else if (key == "team" || key == "account") {
        check_above(work, before, record, faults);
    } else if (key == "playbook") {
        demand("steps", good_steps);
    } else if (key == "form") {
        check_form(work, before, record, faults);
    } else if (key == "plan") {
        check_plan(work, record, faults);
    } else if (key == "role") {
        if (record.text("key").starts_with(own_role_prefix) && is_empty(record["like"]))
            faults.push_back({"like", "required"});
    } else if (key == "guideline") {
        check_guideline_key(before, record, faults);
        check_guideline(work, record, faults);
    }
}

}  // namespace vigil
