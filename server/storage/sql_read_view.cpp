#include "storage/sql_read_view.h"

#include <algorithm>

#include "base/text.h"
#include "storage/columns.h"

namespace vigil::storage {

namespace {

Status check_texts(const Sql& sql) {
    for (const Value& value : sql.params)
        if (const auto* text = std::get_if<std::string>(&value); text && !storable(*text))
            return fail(FaultKind::malformed, "bad_text", "NUL or no UTF-8 in a query");
    return {};
}

}  // namespace

Result<SqlReadView::Known> SqlReadView::known(const EntityDef& entity) {
    for (const PlanPtr& plan : plans_)
        if (const Layout* layout = plan->layout(entity)) return Known{plan.get(), layout};
    PlanPtr plan = shelf_.plan_of(entity);
    if (!plan)
        return fail(FaultKind::internal, "unknown_entity", entity.key + ": catalogue unknown");
    plans_.push_back(plan);
    return Known{plan.get(), plan->layout(entity)};
}

Status SqlReadView::collect(const Layout& layout, const Sql& sql, std::vector<Record>& records) {
    VIGIL_DO(check_texts(sql));
    return run(sql, [&](const Row& row) { records.push_back(read_record(layout, row)); });
}

Result<std::optional<Record>> SqlReadView::get(const EntityDef& entity, Id id,
                                               const Permit& permit) {
    const Sight sight = sight_of(permit, entity);
    if (sight.nothing) return std::nullopt;
    VIGIL_TRY(const Known of, known(entity));
    std::vector<Record> records;
    VIGIL_DO(
        collect(*of.layout, QuerySql(*of.plan, *of.layout, sight, dialect_).by_id(id), records));
    if (records.empty()) return std::nullopt;
    return std::move(records.front());
}

Result<std::vector<Record>> SqlReadView::get_many(const EntityDef& entity,
                                                  const std::vector<Id>& ids,
                                                  const Permit& permit) {
    std::vector<Record> records;
    const Sight sight = sight_of(permit, entity);
    if (sight.nothing || ids.empty()) return records;
    VIGIL_TRY(const Known of, known(entity));
    const QuerySql query(*of.plan, *of.layout, sight, dialect_);
    std::vector<Id> wanted = ids;
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    for (std::size_t from = 0; from < wanted.size(); from += ids_at_once) {
        const std::size_t count = std::min(ids_at_once, wanted.size() - from);
        VIGIL_DO(collect(*of.layout, query.by_ids(wanted, from, count), records));
    }
    return records;
}

Result<std::vector<Record>> SqlReadView::find(const Query& query, const Permit& permit) {
    std::vector<Record> records;
    const Sight sight = sight_of(permit, *query.entity);
    if (sight.nothing || query.limit <= 0) return records;
    VIGIL_TRY(const Known of, known(*query.entity));
    VIGIL_TRY(const auto parts, QuerySql(*of.plan, *of.layout, sight, dialect_).find(query));
    for (const Sql& part : parts) {
        if (records.size() >= std::size_t(query.limit)) break;
        VIGIL_DO(collect(*of.layout, part, records));
    }
    if (records.size() > std::size_t(query.limit)) records.resize(query.limit);
    return records;
}

Result<std::int64_t> SqlReadView::count(const Query& query, const Permit& permit) {
    const Sight sight = sight_of(permit, *query.entity);
    if (sight.nothing) return 0;
    VIGIL_TRY(const Known of, known(*query.entity));
    const Sql sql = QuerySql(*of.plan, *of.layout, sight, dialect_).count(query);
    VIGIL_DO(check_texts(sql));
    std::int64_t number = 0;
    VIGIL_DO(run(sql, [&](const Row& row) { number = row.number(0); }));
    return number;
}

Result<std::vector<TallyRow>> SqlReadView::tally(const Tally& tally, const Permit& permit) {
    std::vector<TallyRow> rows;
    const Sight sight = sight_of(permit, *tally.entity);
    if (sight.nothing || tally.limit <= 0) return rows;
    VIGIL_TRY(const Known of, known(*tally.entity));
    const Sql sql = QuerySql(*of.plan, *of.layout, sight, dialect_).tally(tally);
    VIGIL_DO(check_texts(sql));
    VIGIL_DO(run(sql, [&](const Row& row) { rows.push_back(read_tally_row(tally, row)); }));
    return rows;
}

Result<std::vector<Record>> SqlReadView::find_by_key(const EntityDef& entity, int field,
                                                     std::int64_t key, const Permit& permit) {
    std::vector<Record> records;
    const Sight sight = sight_of(permit, entity);
    if (sight.nothing || key == 0) return records;
    VIGIL_TRY(const Known of, known(entity));
    const Column* column = of.layout->key_column_of(field);
    if (!column)
        return fail(FaultKind::internal, "bad_value", entity.key + ": field without a key");
    VIGIL_DO(collect(
        *of.layout, QuerySql(*of.plan, *of.layout, sight, dialect_).by_key(*column, key), records));
    return records;
}

Result<std::vector<Record>> SqlReadView::journal_after(std::int64_t seq, int limit) {
    std::vector<Record> records;
    const PlanPtr plan = shelf_.current();
    if (!plan->journal() || limit <= 0) return records;
    plans_.push_back(plan);
    VIGIL_TRY(const std::int64_t bound, journal_bound());
    VIGIL_DO(collect(*plan->journal(), journal_sql(*plan->journal(), seq, bound, limit), records));
    return records;
}

Result<std::int64_t> SqlReadView::journal_end() {
    const PlanPtr plan = shelf_.current();
    if (!plan->journal()) return 0;
    VIGIL_TRY(const std::int64_t bound, journal_bound());
    const std::string seq = quoted(journal_seq);
    std::int64_t end = 0;
    const Sql sql{
        "select max(" + seq + ") from " + plan->journal()->table + " where " + seq + " < ?",
        {bound}};
    VIGIL_DO(run(sql, [&](const Row& row) { end = row.is_null(0) ? 0 : row.number(0); }));
    return end;
}

}  // namespace vigil::storage
