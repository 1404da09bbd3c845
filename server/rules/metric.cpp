#include "rules/metric.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/parse_json.h"
#include "rules/parse_condition.h"

namespace vigil::rules {

namespace {

using Json = nlohmann::json;

std::unexpected<Fault> bad(const Metric& metric, std::string what) {
    what = "metric " + metric.key + ": " + what;
    return fail(FaultKind::malformed, "bad_declaration", what, {{"what", what}});
}

std::string text_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool truth_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_boolean() && found->get<bool>();
}

constexpr std::string_view known[] = {
    "metric", "label", "help", "entity",     "where",         "at",         "whose",
    "sum",    "weigh", "plan", "incidental", "controlled_by", "enforced_by"};

// Index of the field that `key` names, if it names one, of one of these kinds.
Result<int> field_of(const Metric& metric, const Json& json, const char* key,
                     std::initializer_list<FieldKind> kinds) {
    const std::string name = text_of(json, key);
    if (name.empty()) return -1;
    const int index = metric.entity->index_of(name);
    if (index < 0) return bad(metric, std::string(key) + " names no field: " + name);
    const FieldDef& field = metric.entity->fields[std::size_t(index)];
    for (const auto kind : kinds)
        if (field.kind == kind && !field.secret && !field.hidden) return index;
    return bad(metric, std::string(key) + " cannot be " + name);
}

Status read_fields(Metric& metric, const Json& json) {
    VIGIL_TRY(metric.at, field_of(metric, json, "at", {FieldKind::moment, FieldKind::day}));
    VIGIL_TRY(metric.whose, field_of(metric, json, "whose", {FieldKind::link}));
    if (metric.whose >= 0 && metric.entity->fields[std::size_t(metric.whose)].link != "user")
        return bad(metric, "whose must be a person");
    VIGIL_TRY(metric.sum, field_of(metric, json, "sum", {FieldKind::money, FieldKind::integer}));
    VIGIL_TRY(metric.weigh, field_of(metric, json, "weigh", {FieldKind::integer}));
    if (metric.weigh >= 0 && metric.sum < 0) return bad(metric, "weigh without sum");
    if (metric.plan && (metric.at < 0 || metric.whose < 0))
        return bad(metric, "a plan needs at and whose");
    return {};
}

}  // namespace

Result<Metric> read_metric(std::string_view declaration, const Catalogue& catalogue) {
    const auto json = Json::parse(declaration, nullptr, false);
    Metric metric;
    if (!json.is_object()) return bad(metric, "no object");
    metric.key = text_of(json, "metric");
    if (metric.key.empty()) return bad(metric, "no key");
    for (const auto& [key, value] : json.items())
        if (std::ranges::find(known, key) == std::end(known)) return bad(metric, "unknown " + key);
    metric.label = labels_of(json.value("label", Json()));
    metric.help = labels_of(json.value("help", Json()));
    metric.entity = catalogue.entity(text_of(json, "entity"));
    if (!metric.entity || metric.entity->system || metric.entity->hidden)
        return bad(metric, "unknown entity");
    metric.where = text_of(json, "where");
    if (!metric.where.empty()) VIGIL_DO(parse_condition(metric.where, *metric.entity, catalogue));
    metric.plan = truth_of(json, "plan");
    metric.incidental = truth_of(json, "incidental");
    metric.controlled_by = text_of(json, "controlled_by");
    for (const auto& guideline : json.value("enforced_by", Json::array()))
        if (guideline.is_string()) metric.enforced_by.push_back(guideline.get<std::string>());
    VIGIL_DO(read_fields(metric, json));
    return metric;
}

std::vector<Choice> plannable(const std::vector<std::string_view>& declarations) {
    std::vector<Choice> choices;
    for (const auto text : declarations) {
        const auto json = Json::parse(text, nullptr, false);
        if (!json.is_object() || !truth_of(json, "plan")) continue;
        Choice choice;
        choice.key = text_of(json, "metric");
        choice.label = labels_of(json.value("label", Json()));
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::vector<int> fields_of(const Metric& metric) {
    std::vector<int> fields;
    for (const int field : {metric.at, metric.whose, metric.sum, metric.weigh})
        if (field >= 0) fields.push_back(field);
    return fields;
}

}  // namespace vigil::rules
