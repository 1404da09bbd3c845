#include "storage/query_sql.h"

#include <algorithm>
#include <bit>

#include "base/text.h"
#include "storage/columns.h"
#include "storage/promise_sql.h"

namespace vigil::storage {

Sight sight_of(const Permit& permit, const EntityDef& entity) {
    if (permit.is_house()) return {};
    const EntityPermit* of = permit.of(entity);
    if (!of || !of->may_see) return {.nothing = true};
    return {false, of->see.get(), &permit};
}

namespace {

void append(Sql& sql, Sql part) {
    sql.text += part.text;
    std::move(part.params.begin(), part.params.end(), std::back_inserter(sql.params));
}

// No parameter: PostgreSQL plans a limit it does not know as a tenth of the table.
std::string limit_text(int limit) { return " limit " + std::to_string(limit); }

// One column of an order with the value the last page ended on.
struct Key {
    std::string column;  // with its alias, quoted
    bool descending = false;
    bool never_null = false;
    Value after;
};

std::string equal(const Key& key, Sql& sql) {
    if (is_empty(key.after)) return key.column + " is null";
    sql.params.push_back(key.after);
    return key.column + " = ?";
}

// Later in the order than `after`; an empty value is the lowest. Nothing when there can be none.
std::string beyond(const Key& key, Sql& sql) {
    if (is_empty(key.after)) return key.descending ? "" : key.column + " is not null";
    sql.params.push_back(key.after);
    if (!key.descending) return key.column + " > ?";
    if (key.never_null) return key.column + " < ?";
    return "(" + key.column + " < ? or " + key.column + " is null)";
}

// Beyond the keys from `first` on, taken as one; "" when nothing can be.
std::string beyond_all(const std::vector<Key>& keys, std::size_t first, Sql& sql) {
    std::string here = beyond(keys[first], sql);
    if (first + 1 == keys.size()) return here;
    const std::size_t mark = sql.params.size();
    const std::string same = equal(keys[first], sql);
    const std::string rest = beyond_all(keys, first + 1, sql);
    if (rest.empty()) {
        sql.params.resize(mark);
        return here;
    }
    std::string tie = "(" + same + " and " + rest + ")";
    if (here.empty()) return tie;
    return "(" + here + " or " + tie + ")";
}

// Rows whose first key is filled, from the page's end on. A bound on the first column stands in front,
// for the index.
void add_filled_part(const std::vector<Key>& keys, Sql& sql) {
    const Key& first = keys.front();
    const char* sign = first.descending ? "<" : ">";
    if (keys.size() == 1) {
        sql.text += " and " + first.column + " " + sign + " ?";
        sql.params.push_back(first.after);
        return;
    }
    if (keys.size() == 2 && keys[1].never_null && keys[1].descending == first.descending) {
        sql.text += " and (" + first.column + ", " + keys[1].column + ") " + sign + " (?, ?)";
        sql.params.push_back(first.after);
        sql.params.push_back(keys[1].after);
        return;
    }
    sql.text += " and " + first.column + " " + sign + "= ?";
    sql.params.push_back(first.after);
    sql.text += " and (" + first.column + " " + sign + " ?";
    sql.params.push_back(first.after);
    const std::size_t tie_mark = sql.params.size();
    sql.params.push_back(first.after);
    const std::string rest = beyond_all(keys, 1, sql);
    if (rest.empty())
        sql.params.resize(tie_mark);
    else
        sql.text += " or (" + first.column + " = ? and " + rest + ")";
    sql.text += ")";
}

}  // namespace

Sql QuerySql::start(std::string_view columns) const {
    Sql sql;
    sql.text.reserve(columns.size() + 256);
    sql.text += "select ";
    sql.text += columns;
    sql.text += " from " + layout_.table + " as r where ";
    return sql;
}

void QuerySql::add_sight(Sql& sql) const {
    if (!sight_.see) return;
    sql.text += " and (";
    append(sql, condition_sql(sight_.see, *layout_.entity, "r", sight_.permit->who(), dialect_,
                              plan_.catalogue()));
    sql.text += ")";
}

void QuerySql::add_filter(const Query& query, Sql& sql) const {
    add_filter(query.where, query.context, query.removed, sql);
}

void QuerySql::add_filter(const ConditionPtr& where, const ConditionContext& context,
                          Removed removed, Sql& sql) const {
    if (where) {
        sql.text += "(";
        append(sql, condition_sql(where.get(), *layout_.entity, "r", context, dialect_,
                                  plan_.catalogue(), sight_.permit));
        sql.text += ")";
    } else {
        sql.text += "true";
    }
    add_sight(sql);
    if (layout_.entity->plain || removed == Removed::with) return;
    sql.text += removed == Removed::only ? " and r.\"removed_at\" is not null"
                                         : " and r.\"removed_at\" is null";
}

Sql QuerySql::filter(const Query& query) const {
    Sql sql;
    add_filter(query, sql);
    return sql;
}

Sql QuerySql::by_id(Id id) const {
    Sql sql = start(layout_.select_list);
    sql.text += "r.\"id\" = ?";
    sql.params.push_back(id);
    add_sight(sql);
    return sql;
}

Sql QuerySql::by_ids(const std::vector<Id>& ids, std::size_t from, std::size_t count) const {
    Sql sql = start(layout_.select_list);
    sql.text += "r.\"id\" in (?";
    const std::size_t places = std::bit_ceil(count);
    for (std::size_t i = 0; i < places; ++i) {
        if (i) sql.text += ", ?";
        sql.params.push_back(ids[from + std::min(i, count - 1)]);
    }
    sql.text += ")";
    add_sight(sql);
    return sql;
}

Sql QuerySql::by_key(const Column& key_column, std::int64_t key) const {
    Sql sql = start(layout_.select_list);
    sql.text += "r." + quoted_name(key_column.name) + " = ?";
    sql.params.push_back(key);
    add_sight(sql);
    return sql;
}

Sql QuerySql::count(const Query& query) const {
    Sql sql = start("count(*)");
    add_filter(query, sql);
    return sql;
}

namespace {

Result<std::vector<Key>> keys_of(const Query& query, const Layout& layout) {
    std::vector<Key> keys;
    bool descending = false, id_is_in = false;
    for (const Order& order : query.order) {
        const Column& column = layout.column_of(order.field);
        descending = order.descending;
        keys.push_back(
            {"r." + quoted_name(column.name), descending, order.field <= field_version, {}});
        if ((id_is_in = order.field == field_id)) break;  // nothing after the id makes a difference
    }
    if (!id_is_in) keys.push_back({"r.\"id\"", descending, true, {}});
    if (query.after.empty()) return keys;
    if (query.after.size() != query.order.size() + 1)
        return fail(FaultKind::malformed, "bad_cursor", "wrong number of values");
    for (std::size_t i = 0; i < keys.size(); ++i) {
        keys[i].after = query.after[i];
        const int field = i < query.order.size() ? query.order[i].field : field_id;
        const Cell cell = cell_of(keys[i].after);
        const bool fits =
            cell.null ? !keys[i].never_null : cell.type == layout.column_of(field).type;
        if (!fits || (cell.type == ColumnType::text && !storable(cell.text)))
            return fail(FaultKind::malformed, "bad_cursor", "value of another type");
    }
    return keys;
}

std::string order_text(const std::vector<Key>& keys, Dialect dialect) {
    std::string text = " order by ";
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i) text += ", ";
        text += keys[i].column;
        if (keys[i].descending) text += " desc";
        // SQLite holds the empty for the lowest by itself.
        if (dialect == Dialect::postgres && !keys[i].never_null)
            text += keys[i].descending ? " nulls last" : " nulls first";
    }
    return text;
}

// The parts of what lies after the cursor, in order.
std::vector<Sql> parts_after(const std::vector<Key>& keys, const Sql& base) {
    const Key& first = keys.front();
    std::vector<Sql> parts;
    if (!is_empty(first.after)) {
        add_filled_part(keys, parts.emplace_back(base));
        if (first.descending && !first.never_null)
            parts.emplace_back(base).text += " and " + first.column + " is null";
        return parts;
    }
    Sql ties = base;
    ties.text += " and " + first.column + " is null";
    if (const std::string rest = beyond_all(keys, 1, ties); !rest.empty()) {
        ties.text += " and " + rest;
        parts.push_back(std::move(ties));
    }
    if (!first.descending) parts.emplace_back(base).text += " and " + first.column + " is not null";
    return parts;
}

}  // namespace

namespace {

// Where the rows of a range are.
void add_range(const Range& range, Sql& sql) {
    for (const auto& [column, value] : range) {
        sql.text += "r." + quoted_name(column);
        sql.text += is_empty(value) ? " is null and " : " = ? and ";
        if (!is_empty(value)) sql.params.push_back(value);
    }
}

// The columns of an order by other names: "r.created_at as k0, r.id as k1".
std::string key_list(const std::vector<Key>& keys) {
    std::string text;
    for (std::size_t i = 0; i < keys.size(); ++i)
        text += (i ? ", " : "") + keys[i].column + " as k" + std::to_string(i);
    return text;
}

std::vector<Key> renamed(std::vector<Key> keys) {
    for (std::size_t i = 0; i < keys.size(); ++i) keys[i].column = "k" + std::to_string(i);
    return keys;
}

// What a page is made of, whichever way.
struct PageSql {
    const Layout& layout;
    const std::vector<Key>& keys;  // the last is the id
    const Sql& where;
    std::string rows;   // the table, and by which index
    std::string order;  // of rows, with the limit
    Dialect dialect;

    std::string limit() const { return order.substr(order.rfind(" limit ")); }
    std::string id_name() const { return "k" + std::to_string(keys.size() - 1); }

    // The rows of several ranges. Each is read only as far as it is needed: SQLite merges them as it
    // goes, PostgreSQL stops at the limit in each.
    Sql merged(const std::vector<Range>& ranges) const {
        Sql sql;
        sql.text = "select " + layout.select_list + " from " + layout.table +
                   " as r where r.\"id\" in (select " + id_name() + " from (";
        if (dialect == Dialect::sqlite)
            add_each(ranges, sql);
        else
            add_laterals(ranges, sql);
        const std::string merged_order = order_text(renamed(keys), dialect) + limit();
        sql.text += dialect == Dialect::sqlite ? merged_order + ")" : ") as u" + merged_order;
        sql.text += ")" + order;
        return sql;
    }

    void add_each(const std::vector<Range>& ranges, Sql& sql) const {
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            sql.text += (i ? " union all select " : "select ") + key_list(keys) + rows;
            add_range(ranges[i], sql);
            append(sql, where);
        }
    }

    // Ranges that are empty in the same columns are one "values" joined with the reading of a range:
    // a short text, planned once.
    void add_laterals(std::vector<Range> ranges, Sql& sql) const {
        const auto shape = [](const Range& range) {
            std::vector<bool> empty;
            for (const auto& part : range) empty.push_back(is_empty(part.second));
            return empty;
        };
        std::ranges::stable_sort(ranges, {}, shape);
        for (auto from = ranges.begin(); from != ranges.end();) {
            const auto to = std::find_if(from, ranges.end(), [&](const Range& range) {
                return shape(range) != shape(*from);
            });
            if (from != ranges.begin()) sql.text += " union all ";
            add_lateral({from, to}, sql);
            from = to;
        }
    }

    void add_lateral(const std::vector<Range>& ranges, Sql& sql) const {
        std::string meets;
        bool filled = false;
        for (std::size_t i = 0; i < ranges.front().size(); ++i) {
            const auto& [column, value] = ranges.front()[i];
            const std::string name = "r." + quoted_name(column);
            meets += is_empty(value) ? name + " is null and "
                                     : name + " = p.c" + std::to_string(i) + " and ";
            filled |= !is_empty(value);
        }
        sql.text += "(select u.* from ";
        if (filled) {
            add_values(ranges, sql);
            sql.text += " cross join lateral ";
        }
        sql.text += "(select " + key_list(keys) + rows + meets;
        append(sql, where);
        sql.text += order + ") as u)";
    }

    static void add_values(const std::vector<Range>& ranges, Sql& sql) {
        std::string names;
        for (std::size_t row = 0; row < ranges.size(); ++row) {
            sql.text += row ? ", (" : "(values (";
            for (std::size_t i = 0; i < ranges[row].size(); ++i) {
                const Value& value = ranges[row][i].second;
                if (i) sql.text += ", ";
                if (row == 0) names += (i ? ", c" : "c") + std::to_string(i);
                if (is_empty(value)) {
                    sql.text += "null";
                    continue;
                }
                sql.text += "?";
                sql.params.push_back(value);
            }
            sql.text += ")";
        }
        sql.text += ") as p(" + names + ")";
    }
};

}  // namespace

Result<std::vector<Sql>> QuerySql::find(const Query& query, const ListWay& way) const {
    VIGIL_TRY(const std::vector<Key> keys, keys_of(query, layout_));
    if (way.ranges.empty()) return std::vector<Sql>{};
    Sql base = filter(query);
    if (!query.promises_of.empty()) append(base, without_promise_sql(query));
    std::vector<Sql> parts;
    if (query.after.empty())
        parts.push_back(std::move(base));
    else
        parts = parts_after(keys, base);
    std::string rows = " from " + layout_.table + " as r ";
    if (dialect_ == Dialect::sqlite && way.by_table) rows += "not indexed ";
    if (dialect_ == Dialect::sqlite && !way.index.empty())
        rows += "indexed by " + quoted_name(way.index) + " ";
    rows += "where ";
    const std::string order = order_text(keys, dialect_) + limit_text(query.limit);
    for (Sql& part : parts) {
        const Sql where = std::move(part);
        const PageSql page{layout_, keys, where, rows, order, dialect_};
        if (way.ranges.size() > 1) {
            part = page.merged(way.ranges);
            continue;
        }
        part = Sql{"select " + layout_.select_list + rows, {}};
        add_range(way.ranges.front(), part);
        append(part, where);
        part.text += order;
    }
    return parts;
}

std::vector<SortColumn> QuerySql::sort_columns(const Query& query) const {
    std::vector<SortColumn> columns;
    for (const Order& order : query.order) {
        columns.push_back({layout_.column_of(order.field).name, order.descending});
        if (order.field == field_id) return columns;
    }
    columns.push_back({"id", !columns.empty() && columns.back().descending});
    return columns;
}

Sql QuerySql::count_few(const FewRows& few, const ConditionContext& context, int most) const {
    Sql sql{"select count(*) from (select 1 from " + layout_.table + " as r where ", {}};
    if (few.stretch) {
        append(sql, condition_sql(few.stretch, *layout_.entity, "r", context, dialect_,
                                  plan_.catalogue()));
    } else {
        for (const Range& range : ranges_of(*few.pin)) {
            if (sql.text.back() == ')') sql.text += " or ";
            sql.text += "(";
            add_range(range, sql);
            sql.text += "true)";
        }
    }
    sql.text += limit_text(most) + ") as few";
    return sql;
}

Sql ids_sql(const Condition& condition, const EntityDef& entity, const ConditionContext& context,
            const Permit* sight, int most, Dialect dialect, const Catalogue& catalogue) {
    Sql sql{"select r.\"id\" from " + quoted_name(entity.plural) + " as r where ", {}};
    append(sql, condition_sql(&condition, entity, "r", context, dialect, catalogue, sight));
    const Sight seen = sight ? sight_of(*sight, entity) : Sight{};
    if (seen.nothing) sql.text += " and false";
    if (seen.see) {
        sql.text += " and ";
        append(sql, condition_sql(seen.see, entity, "r", sight->who(), dialect, catalogue));
    }
    sql.text += limit_text(most);
    return sql;
}

Sql journal_sql(const Layout& journal, std::int64_t after, std::int64_t below, int limit) {
    const std::string seq = "r." + quoted_name(journal.columns[journal.seq_column].name);
    return {"select " + journal.select_list + " from " + journal.table + " as r where " + seq +
                " > ? and " + seq + " < ? order by " + seq + limit_text(limit),
            {after, below}};
}

}  // namespace vigil::storage
