#include "storage/sql_read_view.h"

#include <algorithm>

#include "base/text.h"
#include "storage/columns.h"
#include "storage/promise_sql.h"

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

namespace {

// So few rows are sorted sooner than looked for in the order of another column.
constexpr int few_enough = 4'000;

// An index that holds only some rows serves a query that asks for no others.
bool may_serve(const WantedIndex& index, const Query& query) {
    if (index.where.empty()) return true;
    if (query.removed == Removed::with) return false;
    return index.where == (query.removed == Removed::only ? "\"removed_at\" is not null"
                                                          : "\"removed_at\" is null");
}

}  // namespace

FindLinked SqlReadView::linked_finder(const Known& of, const ConditionContext& context,
                                      const Permit* sight) {
    return [this, &of, &context, sight](
               const EntityDef& entity,
               const Condition& part) -> Result<std::optional<std::vector<Id>>> {
        const int most = int(most_ranges) + 1;
        const Sql sql = ids_sql(part, entity, context, sight, most, dialect_, of.plan->catalogue());
        VIGIL_DO(check_texts(sql));
        std::vector<Id> ids;
        VIGIL_DO(run(sql, [&](const Row& row) { ids.push_back(Id{row.number(0)}); }));
        if (ids.size() > most_ranges) return std::nullopt;
        return ids;
    };
}

std::vector<const WantedIndex*> SqlReadView::usable(const Known& of, const Query& query) const {
    std::vector<const WantedIndex*> indexes;
    const auto built = dialect_ == Dialect::sqlite ? shelf_.built() : nullptr;
    for (const WantedIndex& index : of.plan->indexes(*query.entity))
        if (may_serve(index, query) && (!built || built->contains(index.name)))
            indexes.push_back(&index);
    return indexes;
}

Status SqlReadView::add_pins_of(const Known& of, const Query& query, const Sight& sight,
                                Pins& pins) {
    if (query.where)
        VIGIL_DO(add_pins(*query.where, query.context,
                          linked_finder(of, query.context, sight.permit), pins));
    const std::size_t stretches = pins.stretches.size();
    if (sight.see)
        VIGIL_DO(add_pins(*sight.see, sight.permit->who(),
                          linked_finder(of, sight.permit->who(), nullptr), pins));
    pins.stretches.resize(stretches);  // those of the permit stand in another context
    return {};
}

Result<const FewRows*> SqlReadView::few_of(const QuerySql& sql, const Query& query,
                                           const std::vector<FewRows>& ways) {
    for (const FewRows& few : ways) {
        VIGIL_TRY(const std::int64_t rows, number(sql.count_few(few, query.context, few_enough)));
        if (rows < few_enough) return &few;
    }
    return nullptr;
}

Result<ListWay> SqlReadView::way_of(const Known& of, const Query& query, const Sight& sight,
                                    Pins& pins) {
    if (query.entity->plain) return ListWay{};
    if (dialect_ == Dialect::sqlite && !shelf_.built()) return ListWay{};
    VIGIL_DO(add_pins_of(of, query, sight, pins));
    const QuerySql sql(*of.plan, *of.layout, sight, dialect_);
    ListWays ways = list_ways(sql.sort_columns(query), pins, usable(of, query));
    if (dialect_ == Dialect::postgres) return std::move(ways.way);
    VIGIL_TRY(const FewRows* few, few_of(sql, query, ways.few));
    if (!few) return std::move(ways.way);
    ListWay sorting;
    sorting.index = few->index;
    if (few->pin) sorting.ranges = ranges_of(*few->pin);
    return sorting;
}

Result<std::int64_t> SqlReadView::number(const Sql& sql) {
    VIGIL_DO(check_texts(sql));
    std::int64_t number = 0;
    VIGIL_DO(run(sql, [&](const Row& row) { number = row.number(0); }));
    return number;
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
    if (query.promises_of.empty()) {
        VIGIL_DO(find_ordered(of, query, sight, records));
        return records;
    }
    if (query.after.empty() || !is_empty(query.after.front()))
        VIGIL_DO(find_promised(of, query, sight, records));
    Query rest = without_promise(query);
    rest.limit -= int(records.size());
    if (rest.limit > 0) VIGIL_DO(find_ordered(of, rest, sight, records));
    return records;
}

Status SqlReadView::find_promised(const Known& of, const Query& query, const Sight& sight,
                                  std::vector<Record>& records) {
    const QuerySql sql(*of.plan, *of.layout, sight, dialect_);
    PromiseWay way;
    Pins pins;
    std::vector<FewRows> few;
    if (const auto built = shelf_.built(); dialect_ == Dialect::sqlite && built) {
        way = promise_way(of.plan->catalogue().need("watch"), &*built);
        VIGIL_DO(add_pins_of(of, query, sight, pins));
        few = few_ways(pins, usable(of, query));
        VIGIL_TRY(way.few, few_of(sql, query, few));
    }
    VIGIL_TRY(const Sql page, promised_sql(query, *of.layout, sql.filter(query), way, dialect_));
    return collect(*of.layout, page, records);
}

Status SqlReadView::find_ordered(const Known& of, const Query& query, const Sight& sight,
                                 std::vector<Record>& records) {
    const std::size_t most = records.size() + std::size_t(query.limit);
    Pins pins;
    VIGIL_TRY(const ListWay way, way_of(of, query, sight, pins));
    VIGIL_TRY(const auto parts, QuerySql(*of.plan, *of.layout, sight, dialect_).find(query, way));
    for (const Sql& part : parts) {
        if (records.size() >= most) break;
        VIGIL_DO(collect(*of.layout, part, records));
    }
    if (records.size() > most) records.resize(most);
    return {};
}

Result<std::int64_t> SqlReadView::count(const Query& query, const Permit& permit) {
    const Sight sight = sight_of(permit, *query.entity);
    if (sight.nothing) return 0;
    VIGIL_TRY(const Known of, known(*query.entity));
    return number(QuerySql(*of.plan, *of.layout, sight, dialect_).count(query));
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
    const std::string seq = quoted_name(journal_seq);
    std::int64_t end = 0;
    const Sql sql{
        "select max(" + seq + ") from " + plan->journal()->table + " where " + seq + " < ?",
        {bound}};
    VIGIL_DO(run(sql, [&](const Row& row) { end = row.is_null(0) ? 0 : row.number(0); }));
    return end;
}

}  // namespace vigil::storage
