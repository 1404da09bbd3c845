#include "storage/sqlite/schema.h"

#include "ports/store.h"
#include "storage/columns.h"
#include "storage/links_sql.h"

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
    return {};
}

Result<std::vector<std::string>> check(SqliteConnection& connection, const Catalogue& catalogue) {
    VIGIL_TRY(const ActualSchema actual, read_schema(connection));
    std::vector<std::string> wrong = missing(catalogue, actual);
    const bool whole = wrong.empty();
    VIGIL_TRY(SqliteRun lines, connection.start("pragma integrity_check"));
    for (;;) {
        VIGIL_TRY(const bool more, lines.step());
        if (!more) break;
        if (lines.text(0) != "ok") wrong.emplace_back(lines.text(0));
    }
    if (!whole) return wrong;
    for (const LinkCheck& link : link_checks(catalogue)) {
        VIGIL_TRY(const std::int64_t lost, connection.number(link.text));
        if (lost) wrong.push_back(link.name + ": " + std::to_string(lost) + " links lead nowhere");
    }
    return wrong;
}

}  // namespace vigil::storage
