#include "model/catalogue.h"

#include <algorithm>

#include "base/check.h"

namespace vigil {

namespace {

using Entities = std::map<std::string, const EntityDef*, std::less<>>;

std::string trouble_with(const EntityDef& entity, const Entities& by_key) {
    for (const auto& field : entity.fields)
        if (field.kind == FieldKind::link && !by_key.contains(field.link))
            return entity.key + "." + field.key + " links to unknown entity " + field.link;
    for (const auto& key : entity.list_layout)
        if (!entity.field(key)) return entity.key + " lists unknown field " + key;
    for (const auto& section : entity.record_layout)
        for (const auto& key : section.fields)
            if (!entity.field(key)) return entity.key + " shows unknown field " + key;
    for (const auto& group : entity.one_of)
        for (const auto& key : group)
            if (!entity.field(key)) return entity.key + " wants unknown field " + key;
    for (const auto& act : entity.acts)
        for (const auto& [key, when] : act.writes)
            if (!entity.field(key)) return entity.key + " has an act of unknown field " + key;
    return {};
}

// Gives the fields of the acts the choices they share with fields of entities; false when there is no such
// field, or no such choice as the default.
bool share_choices(EntityDef& entity, const Entities& by_key) {
    for (auto& act : entity.acts)
        for (auto& field : act.fields) {
            if (field.choices_of.empty()) continue;
            const auto dot = field.choices_of.find('.');
            const auto of = by_key.find(std::string_view(field.choices_of).substr(0, dot));
            const FieldDef* shared =
                of == by_key.end() || dot == std::string::npos
                    ? nullptr
                    : of->second->field(std::string_view(field.choices_of).substr(dot + 1));
            if (!shared) return false;
            field.choices = shared->choices;
            if (field.default_value && !field.choice(text_of(*field.default_value))) return false;
        }
    return true;
}

bool is_asked(const ActDef& act, const FieldDef& field) {
    const auto is_known = [&](const FieldDef& one) { return one.key == field.key; };
    return field.demanded && !field.hidden && !field.read_only && !field.secret &&
           !field.default_value && std::ranges::none_of(act.fields, is_known) &&
           std::ranges::find(act.fills, field.key) == act.fills.end();
}

// Who acts is asked for what the company demands of the record the act makes; false when there is no such entity.
bool ask_what_is_demanded(EntityDef& entity, const Entities& by_key) {
    for (auto& act : entity.acts) {
        if (act.makes.empty()) continue;
        const auto made = by_key.find(act.makes);
        if (made == by_key.end()) return false;
        for (const auto& field : made->second->fields)
            if (is_asked(act, field)) act.fields.push_back(field);
    }
    return true;
}

}  // namespace

Result<std::shared_ptr<const Catalogue>> Catalogue::make(std::vector<EntityDef> entities,
                                                         std::int64_t version) {
    auto catalogue = std::make_shared<Catalogue>();
    catalogue->version_ = version;
    for (auto& entity : entities) {
        auto kept = std::make_unique<EntityDef>(std::move(entity));
        finish_entity(*kept);
        bool fresh = catalogue->by_key_.emplace(kept->key, kept.get()).second &&
                     catalogue->by_plural_.emplace(kept->plural, kept.get()).second;
        if (!fresh)
            return fail(FaultKind::malformed, "bad_declaration", kept->key + " is declared twice",
                        {{"what", kept->key}});
        catalogue->entities_.push_back(std::move(kept));
    }
    for (const auto& entity : catalogue->entities_)
        if (!share_choices(*entity, catalogue->by_key_))
            return fail(FaultKind::malformed, "bad_declaration", entity->key + " choices_of",
                        {{"what", entity->key + ": choices_of"}});
    for (const auto& entity : catalogue->entities_)
        if (!ask_what_is_demanded(*entity, catalogue->by_key_))
            return fail(FaultKind::malformed, "bad_declaration", entity->key + " makes",
                        {{"what", entity->key + ": makes"}});
    for (const auto& entity : catalogue->entities_)
        if (auto trouble = trouble_with(*entity, catalogue->by_key_); !trouble.empty())
            return fail(FaultKind::malformed, "bad_declaration", trouble, {{"what", trouble}});
    return catalogue;
}

const EntityDef* Catalogue::entity(std::string_view key) const {
    auto it = by_key_.find(key);
    return it == by_key_.end() ? nullptr : it->second;
}

const EntityDef* Catalogue::by_plural(std::string_view plural) const {
    auto it = by_plural_.find(plural);
    return it == by_plural_.end() ? nullptr : it->second;
}

const EntityDef& Catalogue::need(std::string_view key) const {
    const EntityDef* found = entity(key);
    VIGIL_CHECK(found);
    return *found;
}

std::vector<Catalogue::ChildLink> Catalogue::children_of(std::string_view parent) const {
    std::vector<ChildLink> links;
    for (const auto& entity : entities_) {
        if (entity->hidden) continue;
        for (std::size_t i = 0; i < entity->fields.size(); ++i)
            if (const auto& field = entity->fields[i];
                field.kind == FieldKind::link && !field.base && field.link == parent)
                links.push_back({entity.get(), int(i)});
    }
    return links;
}

}  // namespace vigil
