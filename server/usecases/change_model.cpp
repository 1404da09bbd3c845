#include "usecases/change_model.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "model/parse_json.h"
#include "usecases/conditions.h"

namespace vigil {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view own_prefix = "own_";
constexpr int own_fields_max = 200, own_entities_max = 100;
constexpr std::size_t choices_max = 2'000;

// Words of the condition language, of paths and of SQL.
constexpr std::string_view reserved[] = {
    "all", "and", "any", "api", "as", "asc", "by", "changed", "contains", "count", "desc", "empty", "false",
    "from", "group", "id", "in", "is", "me", "my_team", "my_teams", "not", "now", "null", "or", "order",
    "select", "since", "started", "starts", "table", "today", "true", "user", "users", "where", "with"};

bool is_reserved(std::string_view key) {
    const std::string_view bare = key.starts_with(own_prefix) ? key.substr(own_prefix.size()) : key;
    return bare.empty() || key.ends_with("_key") || key.ends_with("_currency") ||
           (!key.starts_with(own_prefix) && std::ranges::find(reserved, bare) != std::end(reserved));
}

std::unexpected<Fault> bad(std::string_view what) {
    Fault fault{FaultKind::refused, "bad_declaration", std::string(what), {{"what", std::string(what)}}};
    return std::unexpected(std::move(fault));
}

Status check_actor(const Actor& actor) {
    if (actor.permit.is_house() || actor.permit.role() == "admin") return {};
    return fail(FaultKind::forbidden, "model_not_yours");
}

Json labels_json(const Labels& labels) {
    Json json = Json::object();
    for (const auto& [language, text] : labels.by_language) json[language] = text;
    return json;
}

Json choice_json(const Choice& choice) {
    Json json{{"key", choice.key}, {"label", labels_json(choice.label)}};
    if (!choice.tone.empty()) json["tone"] = choice.tone;
    if (choice.hidden) json["hidden"] = true;
    return json;
}

Json field_json(const FieldDef& field) {
    Json json{{"key", field.key}, {"kind", std::string(to_string(field.kind))}};
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
    if (!field.choices.empty()) {
        json["choices"] = Json::array();
        for (const auto& choice : field.choices) json["choices"].push_back(choice_json(choice));
    }
    if (field.default_value) json["default"] = Json::parse(to_json(field, *field.default_value).dump());
    return json;
}

Result<Json> object_of(std::string_view text) {
    auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object()) return bad("not a JSON object");
    return json;
}

// Lays one overlay row, in place of the one there was.
Status lay(UnitOfWork& work, std::string_view entity, std::string_view field, std::string declaration) {
    const EntityDef& overlay = work.entity("overlay");
    Query query;
    query.entity = &overlay;
    query.where = field_equals(overlay, "entity", std::string(entity));
    query.limit = 10'000;
    VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
    for (const auto& row : rows) {
        if (row.text("field") != field) continue;
        Record after = row;
        after.set("declaration", std::move(declaration));
        work.change(row, std::move(after), "update");
        return {};
    }
    Record row = work.blank(overlay);
    row.set("entity", std::string(entity));
    // Not empty, so that the unique index over (entity, field) holds for rows without a field too.
    row.set("field", std::string(field));
    row.set("declaration", std::move(declaration));
    work.create(std::move(row));
    return {};
}

Result<const EntityDef*> need_entity(const UnitOfWork& work, std::string_view key) {
    const EntityDef* entity = work.catalogue().entity(key);
    if (!entity || entity->system || entity->plain)
        return fail(FaultKind::refused, "unknown_entity", {}, {{"entity", std::string(key)}});
    return entity;
}

Result<FieldDef> need_field(const UnitOfWork& work, std::string_view entity_key, std::string_view key) {
    VIGIL_TRY(const EntityDef* entity, need_entity(work, entity_key));
    const FieldDef* field = entity->field(key);
    if (!field || field->base || field->secret) return fail_field(key, "unknown_field", {{"field", std::string(key)}});
    return *field;
}

Status change(Engine& engine, const Actor& actor, const std::function<Status(UnitOfWork&)>& decide) {
    VIGIL_DO(check_actor(actor));
    // The commit makes the book of the company read the model anew and the store add the columns.
    VIGIL_DO(work(engine, actor, engine.clock.now(), decide));
    return {};
}

// The field as it will be declared: readable, its link leading somewhere.
Result<FieldDef> check_field(const UnitOfWork& work, const Json& json) {
    VIGIL_TRY(FieldDef field, parse_field(json.dump()));
    if (field.kind == FieldKind::link && !work.catalogue().entity(field.link))
        return fail_field(field.key, "unknown_entity", {{"entity", field.link}});
    if (field.choices.size() > choices_max) return fail_field(field.key, "own_too_many");
    return field;
}

Status check_own_key(std::string_view key) {
    if (!key.starts_with(own_prefix)) return fail_field(key, "own_prefix");
    if (is_reserved(key)) return fail_field(key, "reserved_word", {{"value", std::string(key)}});
    return {};
}

Status stage_field(UnitOfWork& work, std::string_view entity_key, Json json) {
    VIGIL_TRY(const EntityDef* entity, need_entity(work, entity_key));
    const std::string key = json.value("key", std::string());
    VIGIL_DO(check_own_key(key));
    json["own"] = true;
    for (const char* closed : {"secret", "read_only", "unique", "key_column", "hidden"}) json.erase(closed);
    if (!json.contains("label")) json["label"] = key.substr(own_prefix.size());
    VIGIL_TRY(const FieldDef field, check_field(work, json));
    if (const FieldDef* known = entity->field(key)) {
        if (!known->hidden) return fail_field(key, "key_taken", {{"value", key}});
        if (known->kind != field.kind || known->link != field.link) return fail_field(key, "own_kind_fixed");
    } else if (std::ranges::count_if(entity->fields, [](const FieldDef& one) { return one.own; }) >= own_fields_max) {
        return fail_field(key, "own_too_many");
    }
    return lay(work, entity_key, key, json.dump());
}

// Choices that a patch leaves out stay for the records that have them.
Json kept_choices(const FieldDef& before, const Json& wanted) {
    Json choices = wanted;
    for (const auto& choice : before.choices) {
        const bool named = std::ranges::any_of(wanted, [&](const Json& one) {
            return one == choice.key || (one.is_object() && one.value("key", std::string()) == choice.key);
        });
        if (named) continue;
        Json hidden = choice_json(choice);
        hidden["hidden"] = true;
        choices.push_back(std::move(hidden));
    }
    return choices;
}

Status stage_patch(UnitOfWork& work, std::string_view entity, std::string_view key, const Json& patch) {
    constexpr std::string_view open[] = {"label",    "help",       "used_for", "choices", "required", "question",
                                         "max_length", "hidden", "default",  "indexed", "personal"};
    VIGIL_TRY(const FieldDef before, need_field(work, entity, key));
    Json json = field_json(before);
    for (const auto& [name, value] : patch.items()) {
        if (name == "kind" || name == "link") return fail_field(key, "own_kind_fixed");
        if (std::ranges::find(open, name) == std::end(open)) return fail_field(name, "unknown_field", {{"field", name}});
        if (name == "hidden" && !before.own && before.question == 0) return fail_field(key, "not_removable");
        if (name == "choices" && !value.is_array()) return bad("choices must be a list");
        json[name] = name == "choices" ? kept_choices(before, value) : value;
    }
    VIGIL_DO(check_field(work, json));
    return lay(work, entity, key, json.dump());
}

Status check_entity_keys(const UnitOfWork& work, const EntityDef& entity) {
    for (const auto& key : {entity.key, entity.plural}) {
        VIGIL_DO(check_own_key(key));
        if (work.catalogue().entity(key) || work.catalogue().by_plural(key))
            return fail_field(key, "key_taken", {{"value", key}});
    }
    if (entity.key == entity.plural) return fail_field("plural", "key_taken", {{"value", entity.plural}});
    return {};
}

Status stage_entity(UnitOfWork& work, Json json) {
    for (const char* closed : {"system", "plain", "acts", "indexes"})
        if (json.contains(closed)) return fail_field(closed, "unknown_field", {{"field", closed}});
    json["own"] = true;
    if (!json.contains("menu")) json["menu"] = true;
    if (!json.contains("rights"))
        json["rights"] = Json{{"admin", {{"see", "true"}, {"change", "true"}, {"create", true}, {"remove", true}}},
                              {"manager", {{"see", "true"}, {"change", "true"}, {"create", true}, {"remove", true}}},
                              {"*", {{"see", "true"}, {"change", "true"}, {"create", true}}}};
    VIGIL_TRY(const EntityDef entity, parse_entity(json.dump()));
    VIGIL_DO(check_entity_keys(work, entity));
    if (std::ranges::count_if(work.catalogue().entities(), [](const auto& one) { return one->own; }) >= own_entities_max)
        return fail_field(entity.key, "own_too_many");
    for (const auto& field : entity.fields) {
        if (field.base) continue;
        if (is_reserved(field.key)) return fail_field(field.key, "reserved_word", {{"value", field.key}});
        const bool to_itself = field.link == entity.key;
        if (field.kind == FieldKind::link && !to_itself && !work.catalogue().entity(field.link))
            return fail_field(field.key, "unknown_entity", {{"entity", field.link}});
    }
    for (const auto& title : entity.title)
        if (title.find(' ') == std::string::npos && entity.index_of(title) < 0)
            return fail_field("title", "unknown_field", {{"field", title}});
    return lay(work, entity.key, "", json.dump());
}

}  // namespace

std::string declaration_of(const FieldDef& field) { return field_json(field).dump(); }

std::string choice_key(std::string_view label) {
    std::string key;
    bool beyond_ascii = false;
    for (const char c : fold(label)) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word) key += c;
        else if (std::uint8_t(c) >= 0x80) beyond_ascii = true;
        else if (!key.empty() && key.back() != '_') key += '_';
    }
    while (!key.empty() && key.back() == '_') key.pop_back();
    if (beyond_ascii || key.empty() || key.size() > 50)
        key = (key.size() > 40 ? key.substr(0, 40) : key.empty() ? "c" : key) + "_" + std::to_string(key_hash(fold(label)) % 1'000'000);
    return key;
}

Status add_field(Engine& engine, const Actor& actor, std::string_view entity, std::string_view declaration) {
    VIGIL_TRY(const Json json, object_of(declaration));
    return change(engine, actor, [&](UnitOfWork& work) { return stage_field(work, entity, json); });
}

Status change_field(Engine& engine, const Actor& actor, std::string_view entity, std::string_view field,
                    std::string_view patch) {
    VIGIL_TRY(const Json json, object_of(patch));
    return change(engine, actor, [&](UnitOfWork& work) { return stage_patch(work, entity, field, json); });
}

Status hide_field(Engine& engine, const Actor& actor, std::string_view entity, std::string_view field) {
    return change_field(engine, actor, entity, field, R"({"hidden": true, "required": false})");
}

Status add_choices(Engine& engine, const Actor& actor, std::string_view entity, std::string_view key,
                   const std::vector<NewChoice>& choices) {
    return change(engine, actor, [&](UnitOfWork& work) -> Status {
        VIGIL_TRY(FieldDef field, need_field(work, entity, key));
        if (field.kind != FieldKind::choice) return fail_field(key, "wrong_type", {{"field", std::string(key)}});
        for (const auto& wanted : choices) {
            auto known = std::ranges::find(field.choices, wanted.key, &Choice::key);
            if (known != field.choices.end()) {
                known->hidden = false;
                continue;
            }
            Choice fresh;
            fresh.key = wanted.key;
            fresh.label.by_language["en"] = wanted.label;
            field.choices.push_back(std::move(fresh));
        }
        if (field.choices.size() > choices_max) return fail_field(key, "own_too_many");
        return lay(work, entity, key, declaration_of(field));
    });
}

Status add_entity(Engine& engine, const Actor& actor, std::string_view declaration) {
    VIGIL_TRY(const Json json, object_of(declaration));
    return change(engine, actor, [&](UnitOfWork& work) { return stage_entity(work, json); });
}

Status change_entity(Engine& engine, const Actor& actor, std::string_view key, std::string_view patch) {
    VIGIL_TRY(const Json json, object_of(patch));
    return change(engine, actor, [&](UnitOfWork& work) -> Status {
        VIGIL_TRY(const EntityDef* entity, need_entity(work, key));
        Json declared{{"entity", entity->key},
                      {"plural", entity->plural},
                      {"label", labels_json(entity->label)},
                      {"label_plural", labels_json(entity->label_plural)},
                      {"menu", entity->menu}};
        for (const auto& [name, value] : json.items()) {
            if (name != "label" && name != "label_plural" && name != "menu")
                return fail_field(name, "unknown_field", {{"field", name}});
            declared[name] = value;
        }
        VIGIL_DO(parse_entity(declared.dump()));
        // An own entity's row holds its whole declaration: change it there.
        if (entity->own) {
            const EntityDef& overlay = work.entity("overlay");
            Query query;
            query.entity = &overlay;
            query.where = field_equals(overlay, "entity", std::string(key));
            VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
            for (const auto& row : rows) {
                if (!row.text("field").empty()) continue;
                VIGIL_TRY(Json whole, object_of(row.text("declaration")));
                whole.update(json);
                return lay(work, key, "", whole.dump());
            }
        }
        return lay(work, key, "", declared.dump());
    });
}

}  // namespace vigil
