#include "model/entity.h"

#include <array>

#include "base/check.h"
#include "model/brought.h"

namespace vigil {

namespace {

constexpr std::array<std::pair<std::string_view, FieldKind>, 14> kind_names{{
    {"text", FieldKind::text},
    {"long_text", FieldKind::long_text},
    {"integer", FieldKind::integer},
    {"decimal", FieldKind::decimal},
    {"boolean", FieldKind::boolean},
    {"money", FieldKind::money},
    {"day", FieldKind::day},
    {"moment", FieldKind::moment},
    {"choice", FieldKind::choice},
    {"link", FieldKind::link},
    {"email", FieldKind::email},
    {"phone", FieldKind::phone},
    {"url", FieldKind::url},
    {"json", FieldKind::json},
}};

constexpr std::array<std::pair<std::string_view, Right>, 4> right_names{
    {{"none", Right::none}, {"masked", Right::masked}, {"see", Right::see}, {"edit", Right::edit}}};

// Where nothing else is said, what has an owner is its owner's, his team's with what nobody owns, and to who takes
// from the pool his own with what nobody owns.
void scope_by_owner(EntityDef& entity) {
    const FieldDef* owner = entity.field("owner");
    if (entity.system || !owner || owner->link != "user") return;
    const std::string team = "owner.team in my_teams or owner is empty";
    entity.scopes.try_emplace("own", ScopeWord{"owner = me", "owner = me"});
    entity.scopes.try_emplace("team", ScopeWord{team, team});
    const ScopeWord& own = entity.scopes["own"];
    const std::string pool = " or owner is empty";
    entity.scopes.try_emplace("pool", ScopeWord{own.see + pool, own.change + pool});
}

FieldDef base_field(std::string key, FieldKind kind, std::string en, std::string zh) {
    FieldDef field;
    field.key = std::move(key);
    field.kind = kind;
    field.label.by_language = {{"en", std::move(en)}, {"zh-CN", std::move(zh)}};
    field.base = true;
    field.read_only = true;
    field.audited = false;
    return field;
}

std::vector<FieldDef> base_fields(bool plain) {
    std::vector<FieldDef> fields;
    fields.push_back(base_field("id", FieldKind::integer, "Id", "编号"));
    fields.push_back(base_field("version", FieldKind::integer, "Version", "版本"));
    if (plain) return fields;
    fields.push_back(base_field("created_at", FieldKind::moment, "Created", "创建时间"));
    fields.push_back(base_field("updated_at", FieldKind::moment, "Changed", "修改时间"));
    fields.push_back(base_field("created_by", FieldKind::link, "Created by", "创建人"));
    fields.back().link = "user";
    fields.push_back(base_field("removed_at", FieldKind::moment, "Removed", "删除时间"));
    return fields;
}

}  // namespace

std::string_view to_string(FieldKind kind) {
    for (const auto& [name, value] : kind_names)
        if (value == kind) return name;
    VIGIL_CHECK(false);
}

std::optional<FieldKind> parse_field_kind(std::string_view text) {
    for (const auto& [name, value] : kind_names)
        if (name == text) return value;
    return std::nullopt;
}

std::string_view to_string(Right right) {
    for (const auto& [name, value] : right_names)
        if (value == right) return name;
    VIGIL_CHECK(false);
}

std::optional<Right> parse_right(std::string_view text) {
    for (const auto& [name, value] : right_names)
        if (name == text) return value;
    return std::nullopt;
}

Right RoleRights::of(const FieldDef& field) const {
    if (field.secret || field.hidden) return Right::none;
    if (const auto said = fields.find(field.key); said != fields.end()) return said->second;
    return field.personal && !personal ? Right::masked : Right::edit;
}

std::string_view Labels::in(std::string_view language) const {
    if (auto it = by_language.find(language); it != by_language.end()) return it->second;
    if (auto it = by_language.find("en"); it != by_language.end()) return it->second;
    return by_language.empty() ? std::string_view() : by_language.begin()->second;
}

const Choice* FieldDef::choice(std::string_view choice_key) const {
    for (const auto& choice : choices)
        if (choice.key == choice_key) return &choice;
    return nullptr;
}

int EntityDef::index_of(std::string_view field_key) const {
    auto it = index_by_key.find(field_key);
    return it == index_by_key.end() ? -1 : it->second;
}

const FieldDef* EntityDef::field(std::string_view field_key) const {
    int index = index_of(field_key);
    return index < 0 ? nullptr : &fields[std::size_t(index)];
}

const ActDef* EntityDef::act(std::string_view act_key) const {
    for (const auto& act : acts)
        if (act.key == act_key) return &act;
    return nullptr;
}

const RoleRights* EntityDef::rights_of(std::string_view role) const {
    auto found = rights.find(role);
    if (found == rights.end()) found = rights.find("*");
    return found == rights.end() ? nullptr : &found->second;
}

void finish_entity(EntityDef& entity) {
    if (entity.fields.empty() || !entity.fields.front().base) {
        auto fields = base_fields(entity.plain);
        for (auto& field : entity.fields) fields.push_back(std::move(field));
        entity.fields = std::move(fields);
    }
    entity.index_by_key.clear();
    for (std::size_t i = 0; i < entity.fields.size(); ++i)
        entity.index_by_key.emplace(entity.fields[i].key, int(i));
    scope_by_owner(entity);
    find_brought(entity);
}

}  // namespace vigil
