// The company's own changes to the model: rows of the same shape as the shipped declarations, laid over
// them. A row without a field changes or adds an entity, one with a field a field of it.
#include <nlohmann/json.hpp>

#include "usecases/company.h"

namespace vigil {

namespace {

// Order of laying: entities before the fields that go into them.
bool before(const Record& a, const Record& b) {
    const bool a_field = !a.text("field").empty(), b_field = !b.text("field").empty();
    return a_field != b_field ? !a_field : a.id() < b.id();
}

void lay_field(EntityDef& entity, FieldDef field) {
    for (auto& known : entity.fields) {
        if (known.key != field.key || known.base) continue;
        // Kind and what hangs on it stay; labels, choices, order of questions and demands may change.
        field.kind = known.kind;
        field.link = known.link;
        field.key_column = known.key_column;
        field.find = known.find;
        known = std::move(field);
        return;
    }
    entity.fields.push_back(std::move(field));
}

EntityDef* find_entity(std::vector<EntityDef>& entities, std::string_view key) {
    for (auto& entity : entities)
        if (entity.key == key) return &entity;
    return nullptr;
}

Status lay(std::vector<EntityDef>& entities, const Record& row) {
    EntityDef* entity = find_entity(entities, row.text("entity"));
    if (row.text("field").empty()) {
        VIGIL_TRY(auto declared, parse_entity(row.text("declaration")));
        if (!entity) {
            entities.push_back(std::move(declared));
        } else {
            entity->label = declared.label;
            entity->label_plural = declared.label_plural;
            entity->menu = declared.menu;
        }
        return {};
    }
    if (!entity) return {};
    VIGIL_TRY(auto field, parse_field(row.text("declaration")));
    lay_field(*entity, std::move(field));
    finish_entity(*entity);
    return {};
}

}  // namespace

Result<CataloguePtr> load_catalogue(ReadView& view, const Catalogue& shipped) {
    Query query;
    query.entity = &shipped.need("overlay");
    query.limit = 100'000;
    query.removed = Removed::without;
    VIGIL_TRY(auto rows, view.find(query, Permit::house()));
    std::sort(rows.begin(), rows.end(), before);
    std::vector<EntityDef> entities;
    for (const auto& entity : shipped.entities()) entities.push_back(*entity);
    std::int64_t version = 1;
    for (const auto& row : rows) {
        VIGIL_DO(lay(entities, row));
        // Changes with every row added, changed or taken away.
        version += (row.id().value ^ (row.version() * 0x9E3779B9)) & 0xFFFFFFFFFF;
    }
    return Catalogue::make(std::move(entities), version);
}

}  // namespace vigil
