#include "usecases/lay_roles.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr int like_depth_max = 32;

constexpr std::string_view whole = "true";

bool holds_all(const EntityDef& entity, std::string_view role) {
    const RoleRights* rights = entity.rights_of(role);
    return rights && rights->see == whole && rights->change == whole;
}

bool edits(const EntityDef& entity, std::string_view role, std::string_view key) {
    const RoleRights* rights = entity.rights_of(role);
    const FieldDef* field = entity.field(key);
    return rights && field && rights->of(*field) == Right::edit;
}

EntityDef* entity_in(std::vector<EntityDef>& entities, std::string_view key) {
    const auto found = std::ranges::find(entities, key, &EntityDef::key);
    return found == entities.end() ? nullptr : &*found;
}

FieldDef* field_in(EntityDef* entity, std::string_view key) {
    if (!entity) return nullptr;
    const auto found = std::ranges::find(entity->fields, key, &FieldDef::key);
    return found == entity->fields.end() ? nullptr : &*found;
}

Role* role_in(std::vector<Role>& roles, std::string_view key) {
    const auto found = std::ranges::find(roles, key, &Role::key);
    return found == roles.end() ? nullptr : &*found;
}

void read_record(std::vector<Role>& roles, const Record& record) {
    const std::string key(record.text("key"));
    Role* known = role_in(roles, key);
    if (!key.starts_with(own_role_prefix)) {  // what ships stays; its name is the company's
        if (!known || record.removed()) return;
        known->id = record.id();
        known->name = record.text("name");
        return;
    }
    Role role{record.id(),
              key,
              std::string(record.text("name")),
              std::string(record.text("like")),
              true,
              record.removed()};
    if (!known)
        roles.push_back(std::move(role));
    else if (known->removed)
        *known = std::move(role);
}

// Up to the shipped one at the end; none where that is not to be found.
std::string shipped_root(const std::vector<Role>& roles, const Role& role) {
    const Role* at = &role;
    for (int depth = 0; at->own && depth < like_depth_max; ++depth) {
        const auto above = std::ranges::find(roles, at->works_as, &Role::key);
        if (above == roles.end()) return {};
        at = &*above;
    }
    return at->own ? std::string() : at->key;
}

Choice choice_of(const Role& role, const FieldDef& declared) {
    Choice choice;
    if (const Choice* shipped = declared.choice(role.key)) choice = *shipped;
    // A role that has been given another name is called so in every language.
    if (role.own || choice.label.in("en") != role.name)
        choice.label.by_language = {{"en", role.name}};
    choice.key = role.key;
    choice.hidden = role.removed;
    return choice;
}

Status lay_fields(RoleRights& rights, const Json& fields) {
    for (const auto& [key, word] : fields.items()) {
        const auto right = word.is_string() ? parse_right(word.get<std::string>()) : std::nullopt;
        if (!right)
            return fail(FaultKind::malformed, "bad_declaration", key,
                        {{"what", "right of " + key}});
        rights.fields[key] = *right;
    }
    return {};
}

}  // namespace

bool is_rights_row(const Record& overlay) {
    return overlay.text("field").starts_with(rights_prefix);
}

bool administers(const Catalogue& catalogue, std::string_view role) {
    const EntityDef &roles = catalogue.need("role"), &people = catalogue.need("user");
    const RoleRights* model = catalogue.need("overlay").rights_of(role);
    return holds_all(roles, role) && holds_all(people, role) && edits(people, role, "role") &&
           edits(people, role, "active") && model && model->change == whole;
}

std::vector<Role> read_roles(const FieldDef& user_role, const std::vector<Record>& records) {
    std::vector<Role> roles;
    for (const auto& choice : user_role.choices)
        if (!choice.key.starts_with(own_role_prefix))
            roles.push_back({{}, choice.key, std::string(choice.label.in("en")), choice.key});
    for (const auto& record : records) read_record(roles, record);
    std::vector<std::string> roots;
    for (const auto& role : roles) roots.push_back(shipped_root(roles, role));
    for (std::size_t i = 0; i < roles.size(); ++i) roles[i].works_as = roots[i];
    return roles;
}

void lay_roles(std::vector<EntityDef>& entities, const std::vector<Record>& records) {
    FieldDef* of_people = field_in(entity_in(entities, "user"), "role");
    FieldDef* of_roles = field_in(entity_in(entities, "role"), "like");
    if (!of_people) return;
    const auto roles = read_roles(*of_people, records);
    std::vector<Choice> choices;
    for (const auto& role : roles) choices.push_back(choice_of(role, *of_people));
    of_people->choices = choices;
    if (of_roles) of_roles->choices = std::move(choices);
    for (auto& entity : entities)
        for (const auto& role : roles) {
            if (!role.own || entity.rights.contains(role.key)) continue;
            if (const RoleRights* begun = entity.rights_of(role.works_as)) {
                RoleRights own = *begun;
                entity.rights.emplace(role.key, std::move(own));
            }
        }
}

Status lay_rights(std::vector<EntityDef>& entities, const Record& row) {
    EntityDef* entity = entity_in(entities, row.text("entity"));
    if (!entity || row.removed()) return {};
    const auto json = Json::parse(row.text("declaration"), nullptr, false);
    if (!json.is_object())
        return fail(FaultKind::malformed, "bad_declaration", "rights", {{"what", "rights"}});
    const std::string role(row.text("field").substr(rights_prefix.size()));
    const RoleRights* known = entity->rights_of(role);
    RoleRights rights = known ? *known : RoleRights();
    if (const auto it = json.find("see"); it != json.end() && it->is_string())
        rights.see = it->get<std::string>();
    if (const auto it = json.find("change"); it != json.end() && it->is_string())
        rights.change = it->get<std::string>();
    if (const auto it = json.find("create"); it != json.end() && it->is_boolean())
        rights.create = it->get<bool>();
    if (const auto it = json.find("remove"); it != json.end() && it->is_boolean())
        rights.remove = it->get<bool>();
    if (const auto it = json.find("fields"); it != json.end() && it->is_object())
        VIGIL_DO(lay_fields(rights, *it));
    entity->rights[role] = std::move(rights);
    return {};
}

}  // namespace vigil
