#include "storage/sqlite/schema.h"

#include "ports/store.h"
#include "storage/columns.h"
#include "storage/row_checks.h"

namespace vigil::storage {

Result<ActualSchema> read_schema(SqliteConnection& connection) {
    ActualSchema schema;
    VIGIL_TRY(SqliteRun columns,
              connection.start("select m.name, c.name, c.type from sqlite_schema m, "
                               "pragma_table_info(m.name) c where m.type = 'table'"));
    for (;;) {
        VIGIL_TRY(const bool more, columns.step());
        if (!more) break;
        schema[std::string(columns.text(0))].columns.emplace(
            columns.text(1), columns.text(2) == "INTEGER" ? ColumnType::bigint : ColumnType::text);
    }
    VIGIL_TRY(SqliteRun indexes,
              connection.start("select tbl_name, name from sqlite_schema where type = 'index'"));
    for (;;) {
        VIGIL_TRY(const bool more, indexes.step());
        if (!more) break;
        schema[std::string(indexes.text(0))].indexes.emplace(indexes.text(1));
    }
    return schema;
}

Result<std::set<std::string, std::less<>>> index_names(SqliteConnection& connection) {
    std::set<std::string, std::less<>> names;
    VIGIL_TRY(SqliteRun rows,
              connection.start("select name from sqlite_schema where type = 'index'"));
    for (;;) {
        VIGIL_TRY(const bool more, rows.step());
        if (!more) return names;
        names.emplace(rows.text(0));
    }
}

namespace {

// Works out the keys of rows that were there before their key column.
Status fill_keys(SqliteConnection& connection, const EntityDef& entity, const FieldDef& field) {
    const std::string table = quoted_name(entity.plural), key = quoted_name(field.key + "_key");
    std::vector<std::pair<std::int64_t, std::int64_t>> keys;
    {
        VIGIL_TRY(SqliteRun rows,
                  connection.start("select \"id\", " + quoted_name(field.key) + " from " + table +
                                   " where " + quoted_name(field.key) + " is not null"));
        for (;;) {
            VIGIL_TRY(const bool more, rows.step());
            if (!more) break;
            const std::int64_t hash = comparing_key(field, std::string(rows.text(1)));
            if (hash != 0) keys.emplace_back(rows.number(0), hash);
        }
    }
    for (const auto& [id, hash] : keys)
        VIGIL_DO(connection.run("update " + table + " set " + key + " = ? where \"id\" = ?",
                                {cell_of(hash), cell_of(id)}));
    return {};
}

Result<std::set<std::string, std::less<>>> shaped_before(SqliteConnection& connection,
                                                         const ActualSchema& actual) {
    std::set<std::string, std::less<>> names;
    if (!actual.contains(shaped_table)) return names;
    VIGIL_TRY(SqliteRun rows, connection.start("select name from " + quoted_name(shaped_table)));
    for (;;) {
        VIGIL_TRY(const bool more, rows.step());
        if (!more) return names;
        names.emplace(rows.text(0));
    }
}

}  // namespace

Result<bool> build_one_index(SqliteConnection& connection, const Catalogue& catalogue) {
    VIGIL_TRY(const ActualSchema actual, read_schema(connection));
    VIGIL_TRY(const auto steps, schema_plan(catalogue, actual, Dialect::sqlite));
    for (const SchemaStep& step : steps) {
        if (!can_wait(step)) continue;
        VIGIL_DO(connection.execute(step.text));
        return true;
    }
    return false;
}

Status shape_columns(SqliteConnection& connection, const Catalogue& catalogue) {
    VIGIL_TRY(const ActualSchema actual, read_schema(connection));
    VIGIL_TRY(const auto steps, schema_plan(catalogue, actual, Dialect::sqlite));
    for (const SchemaStep& step : steps) {
        if (can_wait(step)) continue;
        VIGIL_DO(connection.execute(step.text));
        if (step.fill_entity)
            VIGIL_DO(fill_keys(connection, *step.fill_entity,
                               step.fill_entity->fields[step.fill_field]));
    }
    VIGIL_DO(connection.execute(shaped_table_text(Dialect::sqlite)));
    VIGIL_TRY(const auto shaped, shaped_before(connection, actual));
    for (const auto& text : note_shaped(catalogue, shaped)) VIGIL_DO(connection.execute(text));
    return {};
}

namespace {

// Numbered by the one writer, without a gap.
Status check_journal(SqliteConnection& connection, const Catalogue& catalogue,
                     const ActualSchema& actual, Soundness& found) {
    const EntityDef* journal = catalogue.entity(journal_entity);
    const auto table = journal ? actual.find(journal->plural) : actual.end();
    if (table == actual.end() || !table->second.columns.contains(journal_seq)) return {};
    const std::string seq = quoted_name(journal_seq);
    VIGIL_TRY(const std::int64_t lost,
              connection.number("select coalesce(max(" + seq + ") - count(*), 0) from " +
                                quoted_name(journal->plural)));
    if (lost)
        found.wrong.push_back(journal->plural + ": " + std::to_string(lost) + " rows are missing");
    return {};
}

}  // namespace

Result<Soundness> check(SqliteConnection& connection, const Catalogue& catalogue) {
    VIGIL_TRY(const ActualSchema actual, read_schema(connection));
    VIGIL_TRY(const auto shaped, shaped_before(connection, actual));
    Soundness found = missing(catalogue, actual, shaped);
    VIGIL_TRY(SqliteRun lines, connection.start("pragma integrity_check"));
    for (;;) {
        VIGIL_TRY(const bool more, lines.step());
        if (!more) break;
        if (lines.text(0) != "ok") found.wrong.emplace_back(lines.text(0));
    }
    for (const RowCheck& one : row_checks(catalogue, actual)) {
        VIGIL_TRY(const std::int64_t count, connection.number(one.text));
        if (count) found.wrong.push_back(told(one, count));
    }
    VIGIL_DO(check_journal(connection, catalogue, actual, found));
    return found;
}

}  // namespace vigil::storage
