#include "usecases/read_timeline.h"

#include <algorithm>

#include "usecases/conditions.h"

namespace vigil {

namespace {

constexpr int activities_looked_at = 1000;

ConditionPtr about(const EntityDef& journal, std::string_view entity,
                   const std::vector<Id>& records, std::optional<Id> before) {
    auto where = both(field_in(journal, journal.index_of("record"), records),
                      field_equals(journal, "entity", std::string(entity)));
    if (before) where = both(where, compare(journal, "id", Condition::Op::lt, before->value));
    return where;
}

// The activities that link to the record, by any of their links to its kind.
Result<std::vector<Id>> activities_about(ReadView& view, const Actor& actor,
                                         const EntityDef& activity, const EntityDef& entity,
                                         Id record, std::optional<Id> before) {
    std::vector<ConditionPtr> links;
    for (std::size_t i = 0; i < activity.fields.size(); ++i)
        if (activity.fields[i].kind == FieldKind::link && activity.fields[i].link == entity.key)
            links.push_back(field_equals(activity, int(i), record));
    if (links.empty()) return std::vector<Id>();
    Query query;
    query.entity = &activity;
    query.where = any_of(std::move(links));
    if (before)
        query.where = both(query.where, compare(activity, "id", Condition::Op::lt, before->value));
    query.order = {{field_id, true}};
    query.limit = activities_looked_at;
    query.removed = Removed::with;
    VIGIL_TRY(const auto rows, view.find(query, actor.permit));
    std::vector<Id> ids;
    for (const auto& row : rows) ids.push_back(row.id());
    return ids;
}

}  // namespace

Result<Timeline> read_timeline(Engine& engine, const Actor& actor, const EntityDef& entity,
                               Id record, int limit, std::optional<Id> before) {
    const auto company = engine.company.current();
    const EntityDef& journal = company->catalogue->need("journal");
    const EntityDef& activity = company->catalogue->need("activity");
    const auto view = engine.store.read();
    Query query;
    query.entity = &journal;
    query.order = {{field_id, true}};
    query.limit = limit + 1;
    query.where = about(journal, entity.key, {record}, before);
    Timeline timeline;
    VIGIL_TRY(timeline.rows, view->find(query, Permit::house()));
    VIGIL_TRY(const auto ids, activities_about(*view, actor, activity, entity, record, before));
    if (!ids.empty()) {
        query.where = about(journal, activity.key, ids, before);
        VIGIL_TRY(auto further, view->find(query, Permit::house()));
        std::ranges::move(further, std::back_inserter(timeline.rows));
        std::ranges::sort(timeline.rows, std::greater(), &Record::id);
    }
    timeline.has_more = int(timeline.rows.size()) > limit;
    if (timeline.has_more) timeline.rows.erase(timeline.rows.begin() + limit, timeline.rows.end());
    return timeline;
}

}  // namespace vigil
