#include "usecases/read_timeline.h"

#include <algorithm>

#include "usecases/conditions.h"

namespace vigil {

namespace {

constexpr int rows_looked_at = 1000;

// Made by the dozen when a playbook begins: only what becomes of each is told.
constexpr const char* step_entity = "opportunity_step";
// What happens to these belongs to the story of what they link to.
constexpr const char* told_along[] = {"activity", step_entity};
// What was said to the lead before there was an opportunity belongs to the opportunity's story too.
constexpr const char* came_from = "lead";

ConditionPtr about(const EntityDef& journal, std::string_view entity,
                   const std::vector<Id>& records, std::optional<Id> before) {
    auto where = both(field_in(journal, journal.index_of("record"), records),
                      field_equals(journal, "entity", std::string(entity)));
    if (before) where = both(where, compare(journal, "id", Condition::Op::lt, before->value));
    return where;
}

// Those of `entity` that link to the record, by any of their links to its kind.
Result<std::vector<Id>> about_it(ReadView& view, const Actor& actor, const EntityDef& entity,
                                 std::string_view kind, Id record, std::optional<Id> before) {
    std::vector<ConditionPtr> links;
    for (std::size_t i = 0; i < entity.fields.size(); ++i)
        if (entity.fields[i].kind == FieldKind::link && entity.fields[i].link == kind)
            links.push_back(field_equals(entity, int(i), record));
    if (links.empty()) return std::vector<Id>();
    Query query;
    query.entity = &entity;
    query.where = any_of(std::move(links));
    if (before)
        query.where = both(query.where, compare(entity, "id", Condition::Op::lt, before->value));
    query.order = {{field_id, true}};
    query.limit = rows_looked_at;
    query.removed = Removed::with;
    VIGIL_TRY(const auto rows, view.find(query, actor.permit));
    std::vector<Id> ids;
    for (const auto& row : rows) ids.push_back(row.id());
    return ids;
}

// The lead that an opportunity began with, if the caller may see it.
Result<Id> origin_of(ReadView& view, const Actor& actor, const Catalogue& catalogue,
                     const EntityDef& entity, Id record) {
    const int field = entity.index_of(came_from);
    if (entity.key != "opportunity" || field < 0) return Id{};
    VIGIL_TRY(const auto row, view.get(entity, record, actor.permit));
    const Id lead = row ? row->link(came_from) : Id{};
    if (!lead) return Id{};
    VIGIL_TRY(const auto seen, view.get(catalogue.need(came_from), lead, actor.permit));
    return seen ? lead : Id{};
}

class StoryReader {
  public:
    StoryReader(Engine& engine, const Actor& actor, int limit, std::optional<Id> before)
        : company_(engine.company.current()),
          journal_(company_->catalogue->need("journal")),
          view_(engine.store.read()),
          actor_(actor),
          limit_(limit),
          before_(before) {}

    Result<Timeline> read(const EntityDef& entity, Id record) {
        VIGIL_DO(add_rows(entity.key, {record}));
        for (const char* key : told_along) VIGIL_DO(add_about(key, entity.key, record));
        VIGIL_TRY(const Id origin, origin_of(*view_, actor_, *company_->catalogue, entity, record));
        if (origin) VIGIL_DO(add_about("activity", came_from, origin));
        return finish();
    }

  private:
    Status add_about(const char* key, std::string_view kind, Id record) {
        const EntityDef& entity = company_->catalogue->need(key);
        VIGIL_TRY(const auto ids, about_it(*view_, actor_, entity, kind, record, before_));
        return ids.empty() ? Status() : add_rows(key, ids);
    }

    Status add_rows(std::string_view entity, const std::vector<Id>& records) {
        Query query;
        query.entity = &journal_;
        query.order = {{field_id, true}};
        query.limit = limit_ + 1;
        query.where = about(journal_, entity, records, before_);
        if (entity == step_entity)
            query.where =
                both(query.where, negated(field_equals(journal_, "act", std::string("create"))));
        VIGIL_TRY(auto rows, view_->find(query, Permit::house()));
        std::ranges::move(rows, std::back_inserter(timeline_.rows));
        return {};
    }

    // An activity may be about the opportunity and its lead: it is told once.
    Timeline finish() {
        auto& rows = timeline_.rows;
        std::ranges::sort(rows, std::greater(), &Record::id);
        const auto twice = std::ranges::unique(rows, {}, &Record::id);
        rows.erase(twice.begin(), twice.end());
        timeline_.has_more = int(rows.size()) > limit_;
        if (timeline_.has_more) rows.erase(rows.begin() + limit_, rows.end());
        return std::move(timeline_);
    }

    CompanyPtr company_;
    const EntityDef& journal_;
    std::unique_ptr<ReadView> view_;
    const Actor& actor_;
    int limit_;
    std::optional<Id> before_;
    Timeline timeline_;
};

}  // namespace

Result<Timeline> read_timeline(Engine& engine, const Actor& actor, const EntityDef& entity,
                               Id record, int limit, std::optional<Id> before) {
    return StoryReader(engine, actor, limit, before).read(entity, record);
}

}  // namespace vigil
