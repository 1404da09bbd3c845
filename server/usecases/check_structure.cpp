#include <nlohmann/json.hpp>

#include "rules/guideline.h"
#include "usecases/check_record.h"
#include "usecases/web_form.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

bool good_time(const Json& json) {
    if (!json.is_string()) return false;
    const auto text = json.get<std::string>();
    if (text.size() != 5 || text[2] != ':') return false;
    for (int i : {0, 1, 3, 4})
        if (text[std::size_t(i)] < '0' || text[std::size_t(i)] > '9') return false;
    const int hour = std::stoi(text.substr(0, 2)), minute = std::stoi(text.substr(3));
    return minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
}

bool good_hours(const Json& json) {
    constexpr std::string_view names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    if (!json.is_object()) return false;
    bool works = false;  // a calendar without any hours would keep no promise
    for (const auto& [day, spans] : json.items()) {
        if (std::find(std::begin(names), std::end(names), day) == std::end(names)) return false;
        if (!spans.is_array() || spans.size() > 24) return false;
        for (const auto& span : spans)
            if (!span.is_array() || span.size() != 2 || !good_time(span[0]) ||
                !good_time(span[1]) || span[0].get<std::string>() >= span[1].get<std::string>())
                return false;
        works |= !spans.empty();
    }
    return works;
}

bool good_leave(const Json& json) {
    if (!json.is_array() || json.size() > 500) return false;
    for (const auto& item : json) {
        if (!item.is_object() || !item.contains("from") || !item.contains("to")) return false;
        if (!item["from"].is_string() || !item["to"].is_string()) return false;
        const auto from = parse_day(item["from"].get<std::string>());
        const auto to = parse_day(item["to"].get<std::string>());
        if (!from || !to || *to < *from) return false;
    }
    return true;
}

bool good_holidays(const Json& json) {
    if (!json.is_object()) return false;
    for (const auto& [day, name] : json.items())
        if (!parse_day(day) || !name.is_string()) return false;
    return true;
}

bool good_steps(const Json& json) {
    if (!json.is_array() || json.size() > 50) return false;
    for (const auto& step : json)
        if (!step.is_object() || !step.contains("name") ||
            !step.value("days", Json(1)).is_number_integer())
            return false;
    return true;
}

Json parsed(const Record& record, std::string_view field) {
    return Json::parse(record.text(field), nullptr, false);
}

void check_guideline(const UnitOfWork& work, const Record& record,
                     std::vector<FieldFault>& faults) {
    auto read = rules::read_guideline(guideline_definition(record), work.catalogue());
    if (read) return;
    auto& found = read.error().fields;
    if (found.empty()) faults.push_back({"start", read.error().code, read.error().args});
    for (auto& fault : found) faults.push_back(std::move(fault));
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

void check_structure(const UnitOfWork& work, const Record& record,
                     std::vector<FieldFault>& faults) {
    const auto& key = record.entity->key;
    const auto demand = [&](const char* field, bool (*good)(const Json&)) {
        if (!is_empty(record[field]) && !good(parsed(record, field)))
            faults.push_back({field, "bad_structure"});
    };
    if (key == "calendar") {
        demand("hours", good_hours);
        demand("holidays", good_holidays);
        if (!Zone::find(record.text("time_zone")))
            faults.push_back({"time_zone", "unknown_time_zone"});
    } else if (key == "user") {
        demand("leave", good_leave);
        if (auto zone = record.text("time_zone"); !zone.empty() && !Zone::find(zone))
            faults.push_back({"time_zone", "unknown_time_zone"});
    } else if (key == "playbook") {
        demand("steps", good_steps);
    } else if (key == "form") {
        check_form(work, record, faults);
    } else if (key == "guideline") {
        check_guideline(work, record, faults);
    }
}

}  // namespace vigil
