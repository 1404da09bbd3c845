#include "storage/promise_sql.h"

#include <algorithm>

#include "storage/columns.h"

namespace vigil::storage {

namespace {

// As the partial index of watches has it.
constexpr std::string_view live_states = "\"state\" in ('running', 'warned', 'broken')";

void append_part(Sql& sql, Sql part) {
    sql.text += part.text;
    std::move(part.params.begin(), part.params.end(), std::back_inserter(sql.params));
}

void add_live_promise(Sql& sql, std::string_view alias, const Query& query) {
    sql.text += std::string(alias) + "." + std::string(live_states) + " and " + std::string(alias) +
                ".\"over\" = 0 and " + std::string(alias) + ".\"guideline\" in (";
    for (std::size_t i = 0; i < query.promises_of.size(); ++i) {
        sql.text += i ? ", ?" : "?";
        sql.params.push_back(query.promises_of[i].value);
    }
    sql.text += ")";
}

std::string by_index(Dialect dialect, const std::string& index) {
    if (dialect != Dialect::sqlite || index.empty()) return " ";
    return " indexed by " + quoted_name(index) + " ";
}

// No other promise of the record is due sooner. Asked of each row by itself, after all else: a join would be planned
// as one of all.
void add_no_sooner(Sql& sql, const Query& query, const PromiseWay& way, Dialect dialect) {
    sql.text += " and w.\"id\" = (select e.\"id\" from \"watches\" as e" +
                by_index(dialect, way.by_record) + "where e.\"record\" = r.\"id\" and ";
    add_live_promise(sql, "e", query);
    sql.text += " order by e.\"due_at\", e.\"id\" limit 1)";
}

Status add_promise_place(Sql& sql, const Query& query) {
    if (query.after.empty()) return {};
    const bool fits = query.after.size() == query.order.size() + 2 &&
                      std::holds_alternative<Moment>(query.after.front()) &&
                      std::holds_alternative<Id>(query.after.back());
    if (!fits) return fail(FaultKind::malformed, "bad_cursor", "not a place among promises");
    sql.text += " and (w.\"due_at\", w.\"record\") > (?, ?)";
    sql.params.push_back(query.after.front());
    sql.params.push_back(id_of(query.after.back()).value);
    return {};
}

// "r.owner = ?", or is null.
void add_values_of(Sql& sql, const Pin& pin) {
    const std::string column = "r." + quoted_name(pin.column);
    sql.text += column + " in (";
    for (std::size_t i = 0; i < pin.values.size(); ++i) {
        sql.text += i ? ", ?" : "?";
        sql.params.push_back(pin.values[i]);
    }
    sql.text += ") and ";
}

std::string built_index(const EntityDef& watch, const std::vector<std::string>& columns,
                        const std::set<std::string, std::less<>>* built) {
    for (const WantedIndex& index : wanted_indexes(watch))
        if (index.columns == columns && (!built || built->contains(index.name))) return index.name;
    return {};
}

}  // namespace

PromiseWay promise_way(const EntityDef& watch,
                       const std::set<std::string, std::less<>>* built_indexes) {
    return {built_index(watch, {"entity", "due_at", "record", "guideline", "state", "over"},
                        built_indexes),
            built_index(watch, {"record"}, built_indexes)};
}

Result<Sql> promised_sql(const Query& query, const Layout& layout, Sql filter,
                         const PromiseWay& way, Dialect dialect) {
    const std::string records = layout.table + " as r", promises = "\"watches\" as w";
    // SQLite joins in the order it is by_index; PostgreSQL knows by its statistics which is shorter.
    const std::string with = dialect == Dialect::sqlite ? "cross join " : "join ";
    Sql sql{"select " + layout.select_list + " from ", {}};
    if (way.few)
        sql.text += records + by_index(dialect, way.few->index) + with + promises +
                    by_index(dialect, way.by_record) + "on w.\"record\" = r.\"id\" where ";
    else
        sql.text += promises + by_index(dialect, way.by_due) + with + records +
                    " on r.\"id\" = w.\"record\" where ";
    if (way.few && way.few->pin) add_values_of(sql, *way.few->pin);
    sql.text += "w.\"entity\" = ? and ";
    sql.params.push_back(layout.entity->key);
    add_live_promise(sql, "w", query);
    VIGIL_DO(add_promise_place(sql, query));
    add_no_sooner(sql, query, way, dialect);
    sql.text += " and ";
    append_part(sql, std::move(filter));
    sql.text += " order by w.\"due_at\", w.\"record\" limit " + std::to_string(query.limit);
    return sql;
}

Sql without_promise_sql(const Query& query) {
    Sql sql{" and (select e.\"id\" from \"watches\" as e where e.\"record\" = r.\"id\" and ", {}};
    add_live_promise(sql, "e", query);
    sql.text += " limit 1) is null";
    return sql;
}

Query without_promise(const Query& query) {
    Query rest = query;
    if (rest.after.empty()) return rest;
    if (is_empty(rest.after.front()))
        rest.after.erase(rest.after.begin());
    else
        rest.after.clear();  // none of them has been shown
    return rest;
}

}  // namespace vigil::storage
