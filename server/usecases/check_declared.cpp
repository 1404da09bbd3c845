#include "usecases/check_declared.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace vigil {

namespace {

using OrderedJson = nlohmann::ordered_json;

// Words of the condition language, of paths and of SQL.
constexpr std::string_view reserved[] = {
    "all", "and", "any", "api", "as", "asc", "by", "changed", "contains", "count", "desc", "empty",
    "false", "from", "group", "id", "in", "is", "me", "my_team", "my_teams", "not", "now", "null",
    "or", "order", "select", "since", "started", "starts", "table", "today", "true", "user",
    "users", "where", "with",
    // Of every record and every path.
    "version", "created_at", "updated_at", "created_by", "removed_at", "display", "included", "may",
    "bulk", "restore", "timeline", "exceptions", "export", "metrics", "forecast"};

bool is_blank(const OrderedJson& text) {
    return text.is_string() && trim(text.get<std::string>()).empty();
}

OrderedJson object_in(std::string_view text) {
    auto json = OrderedJson::parse(text, nullptr, false);
    return json.is_object() ? json : OrderedJson(OrderedJson::object());
}

// A choice of this key that is not taken away, in a declaration as it was sent.
bool offers_choice(const OrderedJson& choice, const std::string& key) {
    if (!choice.is_object()) return choice == key;
    const auto own = choice.find("key"), hidden = choice.find("hidden");
    return own != choice.end() && *own == key && (hidden == choice.end() || *hidden != true);
}

// A label given and empty in a language that people here read: they would be shown the key instead.
Status check_label_in(const Company& company, std::string_view at, const OrderedJson& of,
                      const char* name) {
    const auto label = of.find(name);
    if (label == of.end()) return {};
    const auto refuse = [&] { return fail_field(at, "label_empty"); };
    if (is_blank(*label)) return refuse();
    if (!label->is_object()) return {};
    for (const auto& [language, text] : label->items()) {
        if (!is_blank(text)) continue;
        const bool read = std::ranges::any_of(company.people, [&](const auto& one) {
            return one.second.active && one.second.locale == language;
        });
        if (read || label->size() == 1) return refuse();
    }
    return {};
}

}  // namespace

bool is_word(std::string_view key) {
    return std::ranges::all_of(
        key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_reserved(std::string_view key) {
    const std::string_view bare = key.starts_with(own_prefix) ? key.substr(own_prefix.size()) : key;
    return bare.empty() || key.ends_with("_key") || key.ends_with("_currency") ||
           (!key.starts_with(own_prefix) &&
            std::ranges::find(reserved, bare) != std::end(reserved));
}

Status check_own_key(const char* at, std::string_view key) {
    if (key.empty()) return fail_field(at, "required");
    if (!key.starts_with(own_prefix)) return fail_field(at, "own_prefix");
    if (!is_word(key)) return fail_field(at, "own_key_malformed");
    if (is_reserved(key)) return fail_field(at, "reserved_word", {{"value", std::string(key)}});
    if (key.size() > own_key_max)
        return fail_field(at, "too_long", {{"limit", std::to_string(own_key_max)}});
    return {};
}

// Left out in silence it would be believed: rows there already may hold the same value twice, and only an index
// of the store could keep new ones apart.
Status check_own_options(std::string_view key, std::string_view declared) {
    const OrderedJson field = object_in(declared);
    const auto unique = field.find("unique");
    if (unique == field.end() || *unique != OrderedJson(true)) return {};
    return fail_field(key, "own_option_closed", {{"option", "unique"}});
}

Status check_label(const Company& company, std::string_view at, std::string_view of,
                   const char* name) {
    return check_label_in(company, at, object_in(of), name);
}

Status check_labels_given(const Company& company, std::string_view key, std::string_view declared) {
    const OrderedJson field = object_in(declared);
    VIGIL_DO(check_label_in(company, key, field, "label"));
    if (const auto choices = field.find("choices"); choices != field.end() && choices->is_array())
        for (const auto& choice : *choices)
            if (choice.is_object()) VIGIL_DO(check_label_in(company, key, choice, "label"));
    return {};
}

Status check_default_stays(const FieldDef& before, std::string_view declared,
                           std::string_view language) {
    const OrderedJson json = object_in(declared);
    const auto given = json.find("default"), choices = json.find("choices");
    if (before.kind != FieldKind::choice || given == json.end() || !given->is_string() ||
        choices == json.end())
        return {};
    const auto key = given->get<std::string>();
    if (std::ranges::any_of(*choices, [&](const auto& one) { return offers_choice(one, key); }))
        return {};
    const Choice* known = before.choice(key);
    if (!known || !before.default_value || text_of(*before.default_value) != key)
        return fail_field("default", "not_a_choice", {{"value", key}});
    const auto say = [&](const Labels& labels, const std::string& otherwise) {
        const auto text = labels.in(language);
        return text.empty() ? otherwise : std::string(text);
    };
    return fail(FaultKind::refused, "used_by_default", {},
                {{"choice", say(known->label, key)}, {"field", say(before.label, before.key)}});
}

}  // namespace vigil
