#include "usecases/change_model.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "model/parse_json.h"
#include "usecases/check_declared.h"
#include "usecases/lay_row.h"

namespace vigil {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr int own_fields_max = 500, own_entities_max = 100;
constexpr std::size_t choices_max = 2'000, choice_key_max = 60;
constexpr int text_max = 100'000, question_max = 1'000;

std::unexpected<Fault> bad(std::string_view what) {
    Fault fault{
        FaultKind::refused, "bad_declaration", std::string(what), {{"what", std::string(what)}}};
    return std::unexpected(std::move(fault));
}

bool is_taken(const Catalogue& catalogue, std::string_view key) {
    return catalogue.entity(key) || catalogue.by_plural(key);
}

bool holds_text(FieldKind kind) {
    using enum FieldKind;
    return kind == text || kind == long_text || kind == email || kind == phone || kind == url ||
           kind == choice;
}

OrderedJson labels_json(const Labels& labels) {
    OrderedJson json = OrderedJson::object();
    for (const auto& [language, text] : labels.by_language) json[language] = text;
    return json;
}

OrderedJson choice_json(const Choice& choice) {
    OrderedJson json{{"key", choice.key}, {"label", labels_json(choice.label)}};
    if (!choice.tone.empty()) json["tone"] = choice.tone;
    if (choice.hidden) json["hidden"] = true;
    if (choice.brings) {
        json["brings"] = OrderedJson::object();
        for (const auto& [field, value] : *choice.brings)
            json["brings"][field] = OrderedJson::parse(value);
    }
    return json;
}

OrderedJson field_json(const FieldDef& field) {
    OrderedJson json{{"key", field.key}, {"kind", std::string(to_string(field.kind))}};
    const auto put = [&](const char* key, const Labels& labels) {
        if (!labels.by_language.empty()) json[key] = labels_json(labels);
    };
    put("label", field.label);
    put("help", field.help);
    put("used_for", field.used_for);
    const auto flag = [&](const char* key, bool truth) { json[key] = truth; };
    flag("required", field.required);
    flag("read_only", field.read_only);
    flag("unique", field.unique);
    flag("find", field.find);
    flag("key_column", field.key_column);
    flag("indexed", field.indexed);
    flag("personal", field.personal);
    flag("secret", field.secret);
    flag("audited", field.audited);
    flag("hidden", field.hidden);
    flag("own", field.own);
    json["question"] = field.question;
    json["max_length"] = field.max_length;
    if (!field.link.empty()) json["link"] = field.link;
    if (!field.required_when.empty()) json["required_when"] = field.required_when;
    if (!field.choices.empty()) {
        json["choices"] = OrderedJson::array();
        for (const auto& choice : field.choices) json["choices"].push_back(choice_json(choice));
    }
    if (field.default_value)
        json["default"] = OrderedJson::parse(to_json(field, *field.default_value).dump());
    return json;
}

Result<OrderedJson> object_of(std::string_view text) {
    auto json = OrderedJson::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object()) return bad("not a JSON object");
    return json;
}

Result<const EntityDef*> need_entity(const UnitOfWork& work, std::string_view key) {
    const EntityDef* entity = work.catalogue().entity(key);
    if (!entity || entity->system || entity->plain)
        return fail(FaultKind::not_found, "unknown_entity", {}, {{"entity", std::string(key)}});
    return entity;
}

Result<FieldDef> need_field(const UnitOfWork& work, std::string_view entity_key,
                            std::string_view key) {
    VIGIL_TRY(const EntityDef* entity, need_entity(work, entity_key));
    const FieldDef* field = entity->field(key);
    if (!field || field->base || field->secret)
        return fail(FaultKind::not_found, "unknown_field", {}, {{"field", std::string(key)}});
    return *field;
}

bool has_twins(std::vector<Choice> choices) {
    std::ranges::sort(choices, {}, &Choice::key);
    return std::ranges::adjacent_find(choices, {}, &Choice::key) != choices.end();
}

Status check_choices(const FieldDef& field) {
    if (field.choices.size() > choices_max) return fail_field(field.key, "own_too_many");
    if (has_twins(field.choices)) return fail_field(field.key, "key_taken", {{"value", "choices"}});
    for (const auto& choice : field.choices)
        if (choice.key.size() > choice_key_max || !storable(choice.key))
            return fail_field(field.key, "too_long", {{"limit", std::to_string(choice_key_max)}});
    return {};
}

Status check_bounds(const FieldDef& field) {
    if (field.max_length < 1 || field.max_length > text_max) return bad("max_length out of range");
    if (field.question < 0 || field.question > question_max) return bad("question out of range");
    if ((field.required || !field.required_when.empty()) && field.read_only)
        return bad("nobody could fill it");
    return check_choices(field);
}

bool can_link_to(const Catalogue& catalogue, std::string_view key) {
    const EntityDef* target = catalogue.entity(key);
    return target && !target->system && !target->plain && !target->hidden;
}

// The field as it will be declared: readable, its link leading somewhere.
Result<FieldDef> check_field(const UnitOfWork& work, const OrderedJson& json) {
    VIGIL_TRY(FieldDef field, parse_field(json.dump()));
    if (field.kind == FieldKind::link && !can_link_to(work.catalogue(), field.link))
        return fail_field(field.key, "unknown_entity", {{"entity", field.link}});
    VIGIL_DO(check_bounds(field));
    return field;
}

// What a company's own field cannot be.
constexpr const char* closed_to_own[] = {"secret",  "read_only", "unique", "key_column", "hidden",
                                         "audited", "own",       "steers", "relies_on"};

std::string key_in(const OrderedJson& json, const char* member) {
    const auto it = json.find(member);
    return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Status stage_field(UnitOfWork& work, std::string_view entity_key, OrderedJson json) {
    VIGIL_TRY(const EntityDef* entity, need_entity(work, entity_key));
    const std::string key = key_in(json, "key");
    VIGIL_DO(check_own_key("key", key));
    VIGIL_DO(check_own_options(key, json.dump()));
    VIGIL_DO(check_labels_given(work.company(), key, json.dump()));
    for (const char* closed : closed_to_own) json.erase(closed);
    json["own"] = true;
    if (!json.contains("label")) json["label"] = key.substr(own_prefix.size());
    VIGIL_TRY(const FieldDef field, check_field(work, json));
    if (const FieldDef* known = entity->field(key)) {
        if (!known->hidden) return fail_field(key, "key_taken", {{"value", key}});
        if (known->kind != field.kind || known->link != field.link)
            return fail_field(key, "own_kind_fixed");
    } else if (std::ranges::count_if(entity->fields, [](const FieldDef& one) { return one.own; }) >=
               own_fields_max) {
        return fail_field(key, "own_too_many");
    }
    return lay_row(work, entity_key, key, json.dump());
}

std::string key_of(const OrderedJson& choice) {
    if (choice.is_string()) return choice.get<std::string>();
    return choice.is_object() && choice.contains("key") && choice["key"].is_string()
               ? choice["key"].get<std::string>()
               : "";
}

// In the order wanted; what is not said of a known choice stays, and choices left out stay for the
// records that have them.
OrderedJson kept_choices(const FieldDef& before, const OrderedJson& wanted) {
    OrderedJson choices = OrderedJson::array();
    for (const auto& one : wanted) {
        const Choice* known = before.choice(key_of(one));
        OrderedJson choice = known ? choice_json(*known) : one;
        if (known) choice.erase("hidden");
        if (known && one.is_object()) choice.update(one);
        choices.push_back(std::move(choice));
    }
    for (const auto& choice : before.choices) {
        if (std::ranges::any_of(wanted,
                                [&](const OrderedJson& one) { return key_of(one) == choice.key; }))
            continue;
        OrderedJson hidden = choice_json(choice);
        hidden["hidden"] = true;
        choices.push_back(std::move(hidden));
    }
    return choices;
}

// What a person can be follows the roles.
Status check_choices_open(std::string_view entity, std::string_view key) {
    const bool follows = (entity == "user" && key == "role") || (entity == "role" && key == "like");
    if (follows) return fail_field(key, "choices_follow_roles");
    return {};
}

Status stage_patch(UnitOfWork& work, std::string_view entity, std::string_view key,
                   const OrderedJson& patch) {
    constexpr std::string_view open[] = {"label",    "help",     "used_for",   "choices",
                                         "required", "question", "max_length", "hidden",
                                         "default",  "indexed",  "personal",   "required_when"};
    VIGIL_TRY(const FieldDef before, need_field(work, entity, key));
    OrderedJson json = field_json(before);
    VIGIL_DO(check_labels_given(work.company(), key, patch.dump()));
    for (const auto& [name, value] : patch.items()) {
        if (name == "kind" || name == "link") return fail_field(key, "own_kind_fixed");
        if (std::ranges::find(open, name) == std::end(open))
            return fail_field(name, "unknown_field", {{"field", name}});
        if (name == "hidden" && !before.own && before.question == 0)
            return fail_field(key, "not_removable");
        if (name == "label" && value.is_null()) return fail_field(key, "label_empty");
        if (name == "choices") VIGIL_DO(check_choices_open(entity, key));
        if (name == "choices" && !value.is_array()) return bad("choices must be a list");
        json[name] = name == "choices" ? kept_choices(before, value) : value;
        if (value.is_null()) json.erase(name);
    }
    VIGIL_DO(check_default_stays(before, json.dump(), work.actor().language));
    VIGIL_DO(check_field(work, json));
    return lay_row(work, entity, key, json.dump());
}

Status check_entity_keys(const UnitOfWork& work, const EntityDef& entity) {
    for (const auto& [at, key] : {std::pair("key", entity.key), std::pair("plural", entity.plural)})
        if (is_taken(work.catalogue(), key)) return fail_field(at, "key_taken", {{"value", key}});
    if (entity.key == entity.plural)
        return fail_field("plural", "key_taken", {{"value", entity.plural}});
    return {};
}

Status check_entity_field(const UnitOfWork& work, const EntityDef& entity, const FieldDef& field) {
    if (is_reserved(field.key))
        return fail_field(field.key, "reserved_word", {{"value", field.key}});
    if (field.key.size() > own_key_max)
        return fail_field(field.key, "too_long", {{"limit", std::to_string(own_key_max)}});
    if (field.kind == FieldKind::link && field.link != entity.key &&
        !can_link_to(work.catalogue(), field.link))
        return fail_field(field.key, "unknown_entity", {{"entity", field.link}});
    return check_bounds(field);
}

Status check_titles(const EntityDef& entity) {
    for (const auto& title : entity.title) {
        for (std::string_view rest = title; !rest.empty();) {
            const auto key = take_title_key(rest);
            const FieldDef* field = entity.field(key);
            if (!field || !(holds_text(field->kind) || field->kind == FieldKind::link))
                return fail_field("title", "unknown_field", {{"field", std::string(key)}});
        }
    }
    if (!entity.context.empty() && !entity.field(entity.context))
        return fail_field("context", "unknown_field", {{"field", entity.context}});
    return {};
}

Status check_entity(const UnitOfWork& work, const EntityDef& entity) {
    if (entity.fields.size() > std::size_t(own_fields_max))
        return fail_field(entity.key, "own_too_many");
    for (const auto& field : entity.fields)
        if (!field.base) VIGIL_DO(check_entity_field(work, entity, field));
    return check_titles(entity);
}

Status check_open_keys(const OrderedJson& json) {
    for (const char* closed : {"system", "plain", "acts", "indexes", "hidden", "own"})
        if (json.contains(closed)) return fail_field(closed, "unknown_field", {{"field", closed}});
    return {};
}

void close_fields(OrderedJson& json) {
    if (!json.contains("fields") || !json["fields"].is_object()) return;
    for (auto& field : json["fields"]) {
        if (!field.is_object()) continue;
        for (const char* closed : closed_to_own) field.erase(closed);
        field["own"] = true;
    }
}

// What is told by the member at fault, before the declaration is read as a whole.
Status check_entity_given(const UnitOfWork& work, const OrderedJson& json) {
    VIGIL_DO(check_open_keys(json));
    VIGIL_DO(check_own_key("key", key_in(json, "entity")));
    VIGIL_DO(check_own_key("plural", key_in(json, "plural")));
    for (const char* name : {"label", "label_plural"})
        VIGIL_DO(check_label(work.company(), name, json.dump(), name));
    const auto fields = json.find("fields");
    if (fields == json.end() || !fields->is_object()) return {};
    for (const auto& [key, field] : fields->items()) {
        VIGIL_DO(check_own_options(key, field.dump()));
        VIGIL_DO(check_labels_given(work.company(), key, field.dump()));
    }
    return {};
}

Status stage_entity(UnitOfWork& work, OrderedJson json) {
    VIGIL_DO(check_entity_given(work, json));
    close_fields(json);
    json["own"] = true;
    if (!json.contains("menu")) json["menu"] = true;
    if (!json.contains("rights"))
        json["rights"] = OrderedJson{
            {"admin", {{"see", "true"}, {"change", "true"}, {"create", true}, {"remove", true}}},
            {"manager", {{"see", "true"}, {"change", "true"}, {"create", true}, {"remove", true}}},
            {"*", {{"see", "true"}}}};
    VIGIL_TRY(const EntityDef entity, parse_entity(json.dump()));
    VIGIL_DO(check_entity_keys(work, entity));
    if (std::ranges::count_if(work.catalogue().entities(),
                              [](const auto& one) { return one->own; }) >= own_entities_max)
        return fail_field(entity.key, "own_too_many");
    VIGIL_DO(check_entity(work, entity));
    return lay_row(work, entity.key, "", json.dump());
}

// The whole declaration of an own entity, as its row has it.
Result<OrderedJson> own_declaration(UnitOfWork& work, std::string_view key) {
    VIGIL_TRY(const auto row, overlay_row(work, key, ""));
    if (row) return object_of(row->text("declaration"));
    return fail(FaultKind::not_found, "unknown_entity", {}, {{"entity", std::string(key)}});
}

OrderedJson face_of(const EntityDef& entity) {
    return OrderedJson{{"entity", entity.key},
                       {"plural", entity.plural},
                       {"label", labels_json(entity.label)},
                       {"label_plural", labels_json(entity.label_plural)},
                       {"menu", entity.menu}};
}

// Several fields in one act: their order, say, where each has a place among the others.
Status stage_field_patches(UnitOfWork& work, std::string_view entity, const OrderedJson& patch) {
    const auto fields = patch.find("fields");
    if (fields == patch.end()) return {};
    if (!fields->is_object()) return bad("fields must be changes by field");
    for (const auto& [key, change] : fields->items()) {
        if (!change.is_object()) return bad("fields must be changes by field");
        VIGIL_DO(stage_patch(work, entity, key, change));
    }
    return {};
}

Status stage_entity_patch(UnitOfWork& work, std::string_view key, const OrderedJson& patch) {
    constexpr std::string_view open[] = {"label", "label_plural", "menu"};
    constexpr std::string_view open_of_own[] = {"title",  "context", "layout",
                                                "one_of", "rights",  "hidden"};
    VIGIL_TRY(const EntityDef* entity, need_entity(work, key));
    VIGIL_DO(stage_field_patches(work, key, patch));
    if (patch.contains("fields") && patch.size() == 1) return {};
    OrderedJson whole = face_of(*entity);
    if (entity->own) {
        VIGIL_TRY(whole, own_declaration(work, key));
    }
    for (const auto& [name, value] : patch.items()) {
        if (name == "fields") continue;
        const bool may =
            std::ranges::find(open, name) != std::end(open) ||
            (entity->own && std::ranges::find(open_of_own, name) != std::end(open_of_own));
        if (!may) return fail_field(name, "unknown_field", {{"field", name}});
        if (name.starts_with("label"))
            VIGIL_DO(check_label(work.company(), name, patch.dump(), name.c_str()));
        whole[name] = value;
    }
    VIGIL_TRY(EntityDef after, parse_entity(whole.dump()));
    after.fields = entity->fields;  // those added later count too
    finish_entity(after);
    VIGIL_DO(check_titles(after));
    return lay_row(work, key, "", whole.dump());
}

// Choices that brought the one bring the other.
Status bring_instead(UnitOfWork& work, std::string_view entity_key, std::string_view key,
                     std::string_view from, std::string_view to) {
    VIGIL_TRY(const EntityDef* entity, need_entity(work, entity_key));
    const std::string gone = OrderedJson(from).dump();
    for (FieldDef field : entity->fields) {
        bool changed = false;
        for (auto& choice : field.choices) {
            if (!choice.brings) continue;
            const auto brought = choice.brings->find(key);
            if (brought == choice.brings->end() || brought->second != gone) continue;
            brought->second = OrderedJson(to).dump();
            changed = true;
        }
        if (changed) VIGIL_DO(lay_row(work, entity_key, field.key, field_json(field).dump()));
    }
    return {};
}

}  // namespace

std::string declaration_of(const FieldDef& field) { return field_json(field).dump(); }

Result<Committed> add_field(Engine& engine, const Actor& actor, std::string_view entity,
                            std::string_view declaration, Id job) {
    VIGIL_TRY(const OrderedJson json, object_of(declaration));
    return change_model(engine, actor, [&](UnitOfWork& work) {
        work.belongs_to(job);
        return stage_field(work, entity, json);
    });
}

Result<Committed> change_field(Engine& engine, const Actor& actor, std::string_view entity,
                               std::string_view field, std::string_view patch) {
    VIGIL_TRY(const OrderedJson json, object_of(patch));
    return change_model(engine, actor,
                        [&](UnitOfWork& work) { return stage_patch(work, entity, field, json); });
}

Result<Committed> hide_field(Engine& engine, const Actor& actor, std::string_view entity,
                             std::string_view field) {
    return change_field(engine, actor, entity, field, R"({"hidden": true, "required": false})");
}

Result<Committed> hide_choice(Engine& engine, const Actor& actor, std::string_view entity,
                              std::string_view key, std::string_view from, std::string_view to,
                              Id job) {
    return change_model(engine, actor, [&](UnitOfWork& work) -> Status {
        work.belongs_to(job);
        VIGIL_TRY(FieldDef field, need_field(work, entity, key));
        for (auto& choice : field.choices)
            if (choice.key == from) choice.hidden = true;
        if (field.default_value && text_of(*field.default_value) == from)
            field.default_value = Value(std::string(to));
        VIGIL_DO(lay_row(work, entity, key, declaration_of(field)));
        return bring_instead(work, entity, key, from, to);
    });
}

Result<Committed> add_choices(Engine& engine, const Actor& actor, std::string_view entity,
                              std::string_view key, const std::vector<NewChoice>& choices, Id job) {
    return change_model(engine, actor, [&](UnitOfWork& work) -> Status {
        work.belongs_to(job);
        VIGIL_TRY(FieldDef field, need_field(work, entity, key));
        if (field.kind != FieldKind::choice)
            return fail_field(key, "wrong_type", {{"expected", "choice"}});
        VIGIL_DO(check_choices_open(entity, key));
        bool changes = false;
        for (const auto& wanted : choices) {
            auto known = std::ranges::find(field.choices, wanted.key, &Choice::key);
            changes |= known == field.choices.end() || known->hidden;
            if (known != field.choices.end()) {
                known->hidden = false;
                continue;
            }
            Choice fresh;
            fresh.key = wanted.key;
            fresh.label.by_language["en"] = wanted.label;
            field.choices.push_back(std::move(fresh));
        }
        if (!changes) return {};  // who takes back what came before does not find this on top of it
        VIGIL_DO(check_choices(field));
        return lay_row(work, entity, key, declaration_of(field));
    });
}

Result<Committed> add_entity(Engine& engine, const Actor& actor, std::string_view declaration) {
    VIGIL_TRY(const OrderedJson json, object_of(declaration));
    return change_model(engine, actor, [&](UnitOfWork& work) { return stage_entity(work, json); });
}

Result<Committed> change_entity(Engine& engine, const Actor& actor, std::string_view key,
                                std::string_view patch) {
    VIGIL_TRY(const OrderedJson json, object_of(patch));
    return change_model(engine, actor,
                        [&](UnitOfWork& work) { return stage_entity_patch(work, key, json); });
}

Result<Committed> hide_entity(Engine& engine, const Actor& actor, std::string_view key) {
    const auto company = engine.company.current();
    VIGIL_DO(check_changes_model(actor, *company->catalogue));
    const EntityDef* entity = company->catalogue->entity(key);
    if (entity && !entity->own && !entity->system) return fail_field(key, "not_removable");
    return change_entity(engine, actor, key, R"({"hidden": true})");
}

}  // namespace vigil
