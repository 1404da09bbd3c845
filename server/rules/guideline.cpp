#include "rules/guideline.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/explain.h"
#include "base/text.h"
#include "model/parse_json.h"
#include "rules/parse_condition.h"
#include "rules/print_condition.h"

namespace vigil::rules {

namespace {

using Json = nlohmann::json;

// To whom a record is reassigned.
constexpr std::string_view receivers[] = {"rotation", "manager", "pool"};

std::unexpected<Fault> invalid(std::string_view field, std::string reason) {
    Fault fault{FaultKind::refused, "guideline_invalid", reason, {{"reason", reason}}};
    fault.fields.push_back(
        {std::string(field), "guideline_invalid", {{"reason", std::move(reason)}}});
    return std::unexpected(std::move(fault));
}

// "every qualifying question is answered", as the questions stand now [X3].
std::string questions_answered(const EntityDef& entity) {
    std::string text;
    for (const auto& field : entity.fields) {
        if (field.question == 0 || field.hidden) continue;
        if (!text.empty()) text += " and ";
        text += field.key + " is not empty";
    }
    return text.empty() ? "true" : "(" + text + ")";
}

std::string with_macros(std::string text, const EntityDef& entity) {
    constexpr std::string_view macro = "{questions}";
    for (auto at = text.find(macro); at != std::string::npos; at = text.find(macro, at))
        text.replace(at, macro.size(), questions_answered(entity));
    return text;
}

Result<ConditionPtr> read_condition(const Json& json, const char* key, const EntityDef& entity,
                                    const Catalogue& catalogue) {
    auto it = json.find(key);
    if (it == json.end() || it->is_null() || *it == Json(std::string())) return ConditionPtr();
    if (!it->is_string()) return invalid(key, "must be a condition");
    auto parsed = parse_condition(with_macros(it->get<std::string>(), entity), entity, catalogue);
    if (parsed) return parsed;
    Fault fault = std::move(parsed).error();
    fault.kind = FaultKind::refused;
    fault.fields.push_back({key, fault.code, fault.args});
    return std::unexpected(std::move(fault));
}

Result<Duration> read_duration(const Json& json, const char* key) {
    if (!json.is_object() || !json.contains("n") || !json["n"].is_number_integer() ||
        !json.contains("unit") || !json["unit"].is_string())
        return invalid(key, "must be {n, unit}");
    const auto n = json["n"].get<std::int64_t>();
    const auto unit = parse_unit(json["unit"].get<std::string>());
    if (!unit || n < 1 || n > Duration::n_max)
        return invalid(key, "unknown unit or n out of range");
    return Duration{int(n), *unit};
}

Result<Consequence> read_consequence(const Json& json, const EntityDef& entity) {
    Consequence rung;
    const std::string word = json.is_object() ? json.value("do", std::string()) : std::string();
    if (word == "reassign")
        rung.what = Consequence::Do::reassign;
    else if (word == "return_to_marketing")
        rung.what = Consequence::Do::return_to_marketing;
    else if (word == "set")
        rung.what = Consequence::Do::set;
    else if (word == "escalate")
        rung.what = Consequence::Do::escalate;
    else
        return invalid("then", "do must be reassign, return_to_marketing, set or escalate");
    if (json.contains("after") && !json["after"].is_null()) {
        VIGIL_TRY(rung.after, read_duration(json["after"], "then"));
    }
    rung.to = json.value("to", std::string("rotation"));
    if (std::ranges::find(receivers, rung.to) == std::end(receivers))
        return invalid("then", "to must be rotation, manager or pool");
    const FieldDef* owner = entity.field("owner");
    if (rung.what == Consequence::Do::reassign && (!owner || owner->link != "user"))
        return invalid("then", "nobody owns such records: there is nothing to reassign");
    rung.at_most = json.value("at_most", 0);
    if (rung.what == Consequence::Do::set) {
        rung.field = entity.index_of(json.value("field", std::string()));
        if (rung.field < 0) return invalid("then", "unknown field");
        const auto& field = entity.fields[std::size_t(rung.field)];
        if (field.base || field.secret) return invalid("then", "that field is not set by rules");
        VIGIL_TRY(rung.value, parse_value(field, json.value("value", Json())));
    }
    return rung;
}

Status read_who_and_what(Guideline& guideline, const Json& json) {
    if (json.contains("tell")) {
        const auto tells = json["tell"].get<std::vector<std::string>>();
        guideline.tell_owner = std::ranges::count(tells, "owner") > 0;
        guideline.tell_manager = std::ranges::count(tells, "manager") > 0;
    }
    if (json.contains("then") && json["then"].is_array())
        for (const auto& item : json["then"]) {
            VIGIL_TRY(auto rung, read_consequence(item, *guideline.entity));
            guideline.then.push_back(std::move(rung));
        }
    if (json.contains("restart") && json["restart"].is_array())
        for (const auto& key : json["restart"]) {
            const int field = guideline.entity->index_of(key.get<std::string>());
            if (field < 0) return invalid("restart", "unknown field");
            guideline.restart.push_back(field);
        }
    const auto state = json.value("state", std::string("shadow"));
    guideline.state = state == "on"    ? Guideline::State::on
                      : state == "off" ? Guideline::State::off
                                       : Guideline::State::shadow;
    return {};
}

Result<Guideline> read(const Json& json, const Catalogue& catalogue) {
    Guideline guideline;
    guideline.key = json.value("key", json.value("guideline", std::string()));
    if (guideline.key.empty()) return invalid("key", "is missing");
    guideline.entity = catalogue.entity(json.value("entity", std::string()));
    if (!guideline.entity || guideline.entity->system || guideline.entity->plain ||
        guideline.entity->hidden)
        return invalid("entity", "unknown entity");
    const EntityDef& entity = *guideline.entity;
    guideline.sentence = labels_of(json.value("sentence", Json()));
    guideline.broken = labels_of(json.value("broken", Json()));
    guideline.goal = labels_of(json.value("goal", Json()));
    if (guideline.sentence.by_language.empty()) return invalid("sentence", "is missing");
    if (guideline.goal.by_language.empty()) return invalid("goal", "name the goal it serves");
    for (Labels* words : {&guideline.sentence, &guideline.broken, &guideline.goal})
        std::erase_if(words->by_language, [](const auto& one) { return is_blank(one.second); });
    VIGIL_TRY(guideline.start, read_condition(json, "start", entity, catalogue));
    VIGIL_TRY(guideline.expect, read_condition(json, "expect", entity, catalogue));
    VIGIL_TRY(guideline.unless, read_condition(json, "unless", entity, catalogue));
    if (!guideline.start) return invalid("start", "is missing");
    if (!guideline.expect) return invalid("expect", "is missing");
    guideline.expect_text = json.value("expect", std::string());
    if (const auto from = json.value("from", std::string()); !from.empty()) {
        guideline.from = entity.index_of(from);
        if (guideline.from < 0 ||
            entity.fields[std::size_t(guideline.from)].kind != FieldKind::moment)
            return invalid("from", "must be a moment field");
    }
    VIGIL_TRY(guideline.within, read_duration(json.value("within", Json()), "within"));
    guideline.warn = json.value("warn", 0.75);
    if (!(guideline.warn > 0 && guideline.warn <= 1))
        return invalid("warn", "must be above 0, at most 1");
    guideline.renew = json.value("renew", false);
    guideline.shipped = json.value("shipped", false);
    VIGIL_DO(read_who_and_what(guideline, json));
    return guideline;
}

std::string filled_in(const Labels& words, const Guideline& guideline, std::string_view language) {
    std::string text(words.in(language));
    constexpr std::string_view place = "{within}";
    if (auto at = text.find(place); at != std::string::npos)
        text.replace(at, place.size(), in_words(guideline.within, language));
    return text;
}

}  // namespace

std::string_view to_string(Consequence::Do what) {
    switch (what) {
        case Consequence::Do::reassign:
            return "reassign";
        case Consequence::Do::return_to_marketing:
            return "return_to_marketing";
        case Consequence::Do::set:
            return "set";
        case Consequence::Do::escalate:
            return "escalate";
    }
    return "escalate";
}

Result<Guideline> read_guideline(std::string_view definition, const Catalogue& catalogue) {
    const auto json = Json::parse(definition, nullptr, false);
    if (!json.is_object()) return invalid("key", "is not an object");
    try {
        return read(json, catalogue);
    } catch (const Json::exception& e) {
        return invalid("key", e.what());
    }
}

std::string sentence_of(const Guideline& guideline, std::string_view language) {
    if (guideline.sentence.by_language.empty()) return guideline.expect_text;
    return filled_in(guideline.sentence, guideline, language);
}

std::string broken_of(const Guideline& guideline, std::string_view language) {
    return filled_in(guideline.broken, guideline, language);
}

std::vector<const EntityDef*> counted_by(const Guideline& guideline) {
    std::vector<const EntityDef*> found;
    for (const auto* condition : {&guideline.start, &guideline.expect, &guideline.unless}) {
        if (!*condition) continue;
        for (const EntityDef* child : children_read(**condition))
            if (std::ranges::find(found, child) == found.end()) found.push_back(child);
    }
    return found;
}

}  // namespace vigil::rules
