// The company's own changes to the model: rows of the same shape as the shipped declarations, laid over
// them. A row without a field changes or adds an entity, one with a field a field of it.
#include "usecases/overlay.h"

#include <algorithm>
#include <ranges>

#include "usecases/change_model.h"
#include "usecases/lay_roles.h"

namespace vigil {

namespace {

// Order of laying: entities before the fields that go into them. By id, so that a field keeps its place
// for good: old readers know fields by their place.
bool before(const Record& a, const Record& b) {
    const bool a_field = !a.text("field").empty(), b_field = !b.text("field").empty();
    return a_field != b_field ? !a_field : a.id() < b.id();
}

// What a field of the program is stays; how it looks and what it demands is the company's.
FieldDef laid_over(const FieldDef& shipped, FieldDef wanted) {
    FieldDef field = shipped;
    field.label = std::move(wanted.label);
    field.help = std::move(wanted.help);
    field.used_for = std::move(wanted.used_for);
    field.required = wanted.required;
    field.required_when = std::move(wanted.required_when);
    field.demanded = (field.required && !shipped.required) ||
                     (!field.required_when.empty() && field.required_when != shipped.required_when);
    field.hidden = wanted.hidden;
    field.question = wanted.question;
    field.max_length = wanted.max_length;
    field.default_value = std::move(wanted.default_value);
    field.indexed = wanted.indexed;
    field.personal = wanted.personal;
    field.choices = std::move(wanted.choices);
    for (auto& choice : field.choices)  // laid before choices brought anything
        if (const Choice* known = shipped.choice(choice.key); known && !choice.brings)
            choice.brings = known->brings;
    for (const auto& choice : shipped.choices)  // one that a newer program brings
        if (!field.choice(choice.key)) field.choices.push_back(choice);
    return field;
}

bool demands(const FieldDef& own) { return own.required || !own.required_when.empty(); }

void lay_field(EntityDef& entity, FieldDef field) {
    for (auto& known : entity.fields) {
        if (known.key != field.key) continue;
        if (known.base) return;
        if (!known.own) {
            known = laid_over(known, std::move(field));
            return;
        }
        field.kind = known.kind;
        field.link = known.link;
        field.demanded = demands(field);
        known = std::move(field);
        return;
    }
    field.demanded = demands(field);
    entity.fields.push_back(std::move(field));
}

EntityDef* find_entity(std::vector<EntityDef>& entities, std::string_view key) {
    const auto found = std::ranges::find(entities, key, &EntityDef::key);
    return found == entities.end() ? nullptr : &*found;
}

Status lay_entity(std::vector<EntityDef>& entities, const Record& row) {
    VIGIL_TRY(auto declared, parse_entity(row.text("declaration")));
    if (EntityDef* known = find_entity(entities, row.text("entity"))) {
        if (row.removed()) return {};
        known->label = declared.label;
        known->label_plural = declared.label_plural;
        known->menu = declared.menu;
        return {};
    }
    // Two nodes may have made entities of one path in the same instant: the first has it.
    if (std::ranges::find(entities, declared.plural, &EntityDef::plural) != entities.end())
        return {};
    declared.hidden |= row.removed();  // its making was undone; its records stay
    entities.push_back(std::move(declared));
    return {};
}

// Hidden, for the records that have them; whether there are any.
bool keep_choices(FieldDef& field, const FieldDef& later) {
    bool any = false;
    for (Choice choice : later.choices) {
        if (field.choice(choice.key)) continue;
        choice.hidden = any = true;
        field.choices.push_back(std::move(choice));
    }
    return any;
}

Status lay(std::vector<EntityDef>& entities, const Record& row) {
    if (row.text("field").empty()) return lay_entity(entities, row);
    EntityDef* entity = find_entity(entities, row.text("entity"));
    if (!entity) return {};
    VIGIL_TRY(auto field, parse_field(row.text("declaration")));
    if (row.removed()) {
        const auto known = std::ranges::find(entity->fields, field.key, &FieldDef::key);
        if (known != entity->fields.end()) {
            keep_choices(*known, field);
            return {};
        }
        field.hidden = true;
    }
    lay_field(*entity, std::move(field));
    finish_entity(*entity);
    return {};
}

// What leads to a hidden entity leads nowhere.
void hide_links(std::vector<EntityDef>& entities) {
    for (auto& entity : entities)
        for (auto& field : entity.fields)
            if (field.kind == FieldKind::link)
                if (const EntityDef* target = find_entity(entities, field.link))
                    field.hidden |= target->hidden;
}

}  // namespace

Result<ModelRows> model_rows(ReadView& view, const Catalogue& catalogue) {
    Query query;
    query.entity = &catalogue.need("overlay");
    query.order = {{field_id, false}};
    query.limit = 1'000'000;
    query.removed = Removed::with;
    ModelRows rows;
    VIGIL_TRY(rows.changes, view.find(query, Permit::house()));
    query.entity = &catalogue.need("role");
    VIGIL_TRY(rows.roles, view.find(query, Permit::house()));
    return rows;
}

std::int64_t model_version(const ModelRows& rows) {
    // Changes with every row added, changed or taken away.
    std::int64_t version = 1;
    for (const auto* list : {&rows.changes, &rows.roles})
        for (const auto& row : *list)
            version += (row.id().value ^ (row.version() * 0x9E3779B9)) & 0xFFFFFFFFFF;
    return version;
}

Result<CataloguePtr> lay_overlay(std::vector<EntityDef> entities, ModelRows rows) {
    const auto version = model_version(rows);
    std::ranges::sort(rows.changes, before);
    for (const auto& row : rows.changes)
        if (!is_rights_row(row)) VIGIL_DO(lay(entities, row));
    hide_links(entities);
    lay_roles(entities, rows.roles);
    for (const auto& row : rows.changes)
        if (is_rights_row(row)) VIGIL_DO(lay_rights(entities, row));
    return Catalogue::make(std::move(entities), version);
}

std::string with_choices_kept(const std::string& declaration, std::string_view later) {
    auto field = parse_field(declaration);
    const auto now = parse_field(later);
    const bool any = field && now && keep_choices(*field, *now);
    return any ? declaration_of(*field) : declaration;
}

Result<CataloguePtr> load_catalogue(ReadView& view, const Catalogue& shipped) {
    VIGIL_TRY(auto rows, model_rows(view, shipped));
    std::vector<EntityDef> entities;
    for (const auto& entity : shipped.entities()) entities.push_back(*entity);
    return lay_overlay(std::move(entities), std::move(rows));
}

}  // namespace vigil
