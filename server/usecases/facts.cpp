#include "usecases/facts.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "usecases/conditions.h"

namespace vigil {

namespace {

constexpr int many = 100'000;

const Staged* staged_of(const std::deque<Staged>* staged, const EntityDef& entity, Id id) {
    if (!staged) return nullptr;
    const Staged* found = nullptr;
    for (const auto& one : *staged)
        if (one.after.id() == id && one.after.entity->key == entity.key) found = &one;
    return found;
}

}  // namespace

// A record made in this unit of work has nothing in the store yet.
bool StagedFacts::is_new() const {
    const Staged* own = staged_of(staged_, *record_.entity, record_.id());
    return own && !own->before;
}

Result<const Record*> StagedFacts::linked(int link_field) {
    if (auto it = linked_.find(link_field); it != linked_.end())
        return it->second ? &*it->second : nullptr;
    const FieldDef& field = record_.entity->fields[std::size_t(link_field)];
    const EntityDef& entity = catalogue_.need(field.link);
    const Id id = id_of(record_.values[std::size_t(link_field)]);
    std::optional<Record> found;
    if (const Staged* own = staged_of(staged_, entity, id)) {
        found = own->after;
    } else {
        VIGIL_TRY(found, view_.get(entity, id, Permit::house()));
    }
    auto& kept = linked_[link_field] = std::move(found);
    return kept ? &*kept : nullptr;
}

Result<const std::vector<Record>*> StagedFacts::children(const EntityDef& child, int child_link) {
    const auto key = std::pair(&child, child_link);
    if (auto it = children_.find(key); it != children_.end()) return &it->second;
    std::vector<Record> rows;
    if (!is_new()) {
        Query query;
        query.entity = &child;
        query.where = field_equals(child, child_link, record_.id());
        query.limit = many;
        VIGIL_TRY(rows, view_.find(query, Permit::house()));
    }
    if (staged_) {
        for (const auto& one : *staged_) {
            if (one.after.entity->key != child.key) continue;
            std::erase_if(rows, [&](const Record& row) { return row.id() == one.after.id(); });
            if (id_of(one.after.values[std::size_t(child_link)]) == record_.id())
                rows.push_back(one.after);
        }
    }
    return &(children_[key] = std::move(rows));
}

Status StagedFacts::load_changes() {
    if (changed_) return {};
    changed_.emplace();
    const auto note = [&](const std::string& field, Moment at) {
        auto [it, fresh] = changed_->emplace(field, at);
        if (!fresh) it->second = std::max(it->second, at);
    };
    if (!is_new()) {
        const EntityDef& journal = catalogue_.need("journal");
        Query query;
        query.entity = &journal;
        query.where = field_equals(journal, journal.index_of("record"), record_.id().value);
        query.order = {{field_id, true}};
        query.limit = many;
        VIGIL_TRY(const auto rows, view_.find(query, Permit::house()));
        std::set<std::int64_t> undone;  // groups; the newest rows come first
        if (undoes_) undone.insert(undoes_.value);
        for (const auto& row : rows) {
            if (undone.contains(integer_of(row["act_group"]))) continue;
            if (!is_empty(row["undo_of"])) {
                undone.insert(integer_of(row["undo_of"]));
                continue;
            }
            if (row.text("act") == "create" || row.text("entity") != record_.entity->key) continue;
            const auto changes = nlohmann::json::parse(row.text("changes"), nullptr, false);
            if (!changes.is_object()) continue;
            for (const auto& [field, pair] : changes.items()) note(field, moment_of(row["at"]));
        }
    }
    if (staged_ && !undoes_)
        for (const auto& one : *staged_)
            if (one.before && one.after.id() == record_.id() && one.act != "create")
                for (std::size_t i = 0; i < one.after.values.size(); ++i)
                    if (one.after.values[i] != one.before->values[i])
                        note(one.after.entity->fields[i].key, one.at);
    return {};
}

Result<std::optional<Moment>> StagedFacts::changed_at(int field) {
    VIGIL_DO(load_changes());
    auto it = changed_->find(record_.entity->fields[std::size_t(field)].key);
    if (it == changed_->end()) return std::optional<Moment>();
    return std::optional<Moment>(it->second);
}

}  // namespace vigil
