#include "storage/schema_plan.h"

#include <algorithm>

#include "storage/columns.h"

namespace vigil::storage {

namespace {

constexpr std::size_t longest_name = 63;  // PostgreSQL cuts what is longer

// FNV-1a: names must be the same on every node and after every start.
std::string hash_text(std::string_view text) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211u;
    static constexpr char digits[] = "0123456789abcdef";
    std::string answer;
    for (int shift = 60; shift >= 28; shift -= 4) answer += digits[(hash >> shift) & 15];
    return answer;
}

std::string_view name_of(std::string_view column) { return column.substr(column.starts_with('-')); }

std::string index_name(const WantedIndex& index) {
    std::string all = index.table + (index.unique ? "!" : ":"), readable = index.table;
    for (const std::string& column : index.columns) {
        all += column + ",";
        readable += "_" + std::string(name_of(column));
    }
    return readable.substr(0, longest_name - 10) + "_" + hash_text(all + index.where);
}

// Column as an index names it -> column of the table: a field's key, or one of its further columns.
void add_index(std::vector<WantedIndex>& indexes, const EntityDef& entity,
               std::vector<std::string> columns, bool unique, std::string where) {
    WantedIndex index{{}, entity.plural, std::move(columns), unique, std::move(where)};
    index.name = index_name(index);
    for (const WantedIndex& other : indexes)
        if (other.name == index.name) return;
    indexes.push_back(std::move(index));
}

std::string column_text(const Column& column, Dialect dialect) {
    std::string text = quoted_name(column.name);
    if (column.type == ColumnType::bigint)
        text += dialect == Dialect::sqlite ? " INTEGER" : " BIGINT";
    else  // byte order, as SQLite has it: both stores sort alike
        text += dialect == Dialect::sqlite ? " TEXT" : " TEXT COLLATE \"C\"";
    if (column.part == Column::Part::value && column.field == field_id)
        text += dialect == Dialect::sqlite ? " PRIMARY KEY NOT NULL" : " PRIMARY KEY";
    if (column.part == Column::Part::value && column.field == field_version) text += " NOT NULL";
    return text;
}

std::string table_text(const Layout& layout, Dialect dialect) {
    std::string text = "create table if not exists " + layout.table + " (";
    for (std::size_t i = 0; i < layout.columns.size(); ++i)
        text += (i ? ", " : "") + column_text(layout.columns[i], dialect);
    return text + (dialect == Dialect::sqlite ? ") strict" : ")");
}

Status check_names(const Layout& layout) {
    if (layout.entity->plural.size() > longest_name)
        return fail(FaultKind::refused, "bad_declaration",
                    layout.entity->plural + ": name too long");
    for (const Column& column : layout.columns)
        if (column.name.size() > longest_name)
            return fail(FaultKind::refused, "bad_declaration", column.name + ": name too long");
    return {};
}

Status plan_columns(const Layout& layout, const ActualTable& actual, Dialect dialect,
                    std::vector<SchemaStep>& steps) {
    for (const Column& column : layout.columns) {
        const auto found = actual.columns.find(column.name);
        if (found != actual.columns.end()) {
            if (found->second == column.type) continue;
            return fail(FaultKind::refused, "bad_declaration",
                        layout.table + "." + column.name + " lies there with another type");
        }
        SchemaStep step{SchemaStep::Kind::add_column, layout.entity->plural};
        step.text = "alter table " + layout.table + " add column ";
        if (dialect == Dialect::postgres) step.text += "if not exists ";
        step.text += column_text(column, dialect);
        if (column.part == Column::Part::key) {
            step.fill_entity = layout.entity;
            step.fill_field = column.field;
        }
        steps.push_back(std::move(step));
    }
    return {};
}

}  // namespace

namespace {

// Lists end in the order of ids, and so must an index that is to have their order.
std::vector<std::string> with_id(std::vector<std::string> columns) {
    const auto is_id = [](const std::string& column) { return column == "id" || column == "-id"; };
    if (std::none_of(columns.begin(), columns.end(), is_id))
        columns.push_back(columns.back().starts_with('-') ? "-id" : "id");
    return columns;
}

}  // namespace

std::vector<WantedIndex> wanted_indexes(const EntityDef& entity) {
    std::vector<WantedIndex> indexes;
    const std::string alive = entity.plain ? "" : "\"removed_at\" is null";
    const bool listed = !entity.plain;
    for (const IndexDef& index : entity.indexes)
        add_index(indexes, entity, listed && !index.unique ? with_id(index.columns) : index.columns,
                  index.unique, index.where);
    if (listed) {
        add_index(indexes, entity, {"-created_at", "-id"}, false, "");
        add_index(indexes, entity, {"-created_at", "-id"}, false, "\"removed_at\" is not null");
    }
    for (const FieldDef& field : entity.fields) {
        const std::string key = field.key_column ? field.key + "_key" : field.key;
        if (field.unique) add_index(indexes, entity, {key}, true, alive);
        if (field.key_column && (!field.unique || !entity.plain))
            add_index(indexes, entity, {key}, false, "");
        if (!field.indexed) continue;
        if (listed && field.key != "created_at")
            add_index(indexes, entity, {"-" + field.key, "-created_at", "-id"}, false, "");
        else if (!listed)
            add_index(indexes, entity, {field.key}, false, "");
    }
    const auto by_seq = [](const WantedIndex& index) {
        return index.columns.front() == journal_seq;
    };
    if (entity.key == journal_entity && std::none_of(indexes.begin(), indexes.end(), by_seq))
        add_index(indexes, entity, {std::string(journal_seq)}, true, "");
    return indexes;
}

bool can_wait(const SchemaStep& step) {
    return step.kind == SchemaStep::Kind::create_index && !step.unique && !step.is_new_table;
}

std::string index_text(const WantedIndex& index, Dialect dialect, bool concurrently) {
    std::string text = index.unique ? "create unique index " : "create index ";
    if (concurrently) text += "concurrently ";
    text += "if not exists " + quoted_name(index.name) + " on " + quoted_name(index.table) + " (";
    // SQLite ends every index with the id, rising, and reads each from either end: one that is to end
    // with the falling id is kept the other way about.
    std::size_t count = index.columns.size();
    const bool id_is_there = dialect == Dialect::sqlite && !index.unique && count > 1 &&
                             name_of(index.columns.back()) == "id";
    const bool turned = id_is_there && index.columns.back().starts_with('-');
    if (id_is_there) --count;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string& column = index.columns[i];
        const bool minus = column.starts_with('-'), descending = minus != turned;
        if (i) text += ", ";
        text += quoted_name(name_of(column)) + (descending ? " desc" : "");
        // As query_sql orders: what is never empty is asked for without a word on that.
        if (dialect == Dialect::postgres && name_of(column) != "id")
            text += descending ? " nulls last" : " nulls first";
    }
    text += ")";
    if (!index.where.empty()) text += " where " + index.where;
    return text;
}

Result<std::vector<SchemaStep>> schema_plan(const Catalogue& catalogue, const ActualSchema& actual,
                                            Dialect dialect) {
    std::vector<SchemaStep> steps;
    static const ActualTable nothing;
    for (const auto& entity : catalogue.entities()) {
        const Layout layout(*entity, dialect);
        VIGIL_DO(check_names(layout));
        const auto table = actual.find(entity->plural);
        if (table == actual.end())
            steps.push_back(
                {SchemaStep::Kind::create_table, entity->plural, table_text(layout, dialect)});
        else
            VIGIL_DO(plan_columns(layout, table->second, dialect, steps));
        const ActualTable& there = table == actual.end() ? nothing : table->second;
        for (const WantedIndex& index : wanted_indexes(*entity)) {
            if (there.indexes.contains(index.name)) continue;
            SchemaStep step{SchemaStep::Kind::create_index, entity->plural};
            step.text = index_text(index, dialect, false);
            step.index = index.name;
            step.unique = index.unique;
            step.is_new_table = table == actual.end();
            steps.push_back(std::move(step));
        }
    }
    return steps;
}

namespace {

// "leads", "leads.company", … in the order of the catalogue.
std::vector<std::string> declared(const Catalogue& catalogue) {
    std::vector<std::string> names;
    for (const auto& entity : catalogue.entities()) {
        names.push_back(entity->plural);
        for (const Column& column : Layout(*entity, Dialect::sqlite).columns)
            names.push_back(entity->plural + "." + column.name);
    }
    return names;
}

bool is_there(const ActualSchema& actual, std::string_view name) {
    const auto dot = name.find('.');
    const auto table = actual.find(name.substr(0, dot));
    if (table == actual.end()) return false;
    return dot == name.npos || table->second.columns.contains(name.substr(dot + 1));
}

}  // namespace

std::string shaped_table_text(Dialect dialect) {
    return "create table if not exists " + quoted_name(shaped_table) + " (name text primary key)" +
           (dialect == Dialect::sqlite ? " strict" : "");
}

std::vector<std::string> note_shaped(const Catalogue& catalogue,
                                     const std::set<std::string, std::less<>>& known) {
    constexpr int at_once = 200;
    std::vector<std::string> texts;
    int count = 0;
    for (const auto& name : declared(catalogue)) {
        if (known.contains(name)) continue;
        if (count++ % at_once == 0)
            texts.push_back("insert into " + quoted_name(shaped_table) + " (name) values ");
        else
            texts.back() += ", ";
        texts.back() += "('" + name + "')";
    }
    for (auto& text : texts) text += " on conflict do nothing";
    return texts;
}

Soundness missing(const Catalogue& catalogue, const ActualSchema& actual,
                  const std::set<std::string, std::less<>>& shaped) {
    Soundness found;
    for (const auto& name : declared(catalogue)) {
        if (is_there(actual, name)) continue;
        const auto dot = name.find('.');
        if (dot != name.npos && !is_there(actual, name.substr(0, dot))) continue;  // told already
        const std::string what = (dot == name.npos ? "table " : "column ") + name;
        if (shaped.contains(name))
            found.wrong.push_back(what + " is missing");
        else
            found.to_come.push_back(what +
                                    " comes with the next start: an older version made this");
    }
    return found;
}

}  // namespace vigil::storage
