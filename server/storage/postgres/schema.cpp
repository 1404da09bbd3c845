#include "storage/postgres/schema.h"

#include <chrono>
#include <thread>

#include "ports/store.h"
#include "storage/columns.h"
#include "storage/row_checks.h"
#include "storage/steps.h"

namespace vigil::storage {

namespace {

constexpr std::int64_t lock_key = 0x766967696c;  // "vigil"
constexpr std::int64_t index_lock_key = lock_key + 1;
constexpr auto lock_poll = std::chrono::milliseconds(20);
constexpr int lock_tries = 15'000;  // 5 minutes: the other node may be building indexes
constexpr int ddl_tries = 100;
constexpr std::int64_t fill_batch = 500;

Status run(PgConnection& connection, std::string_view text, const std::vector<Cell>& cells = {},
           const std::function<void(const Row&)>& on_row = {}) {
    const auto failure = connection.run(
        {{text, &cells}}, [&](int, const Row& row) { on_row ? on_row(row) : void(); });
    if (failure) return std::unexpected(fault_of(*failure));
    return {};
}

Result<std::int64_t> number(PgConnection& connection, std::string_view text) {
    std::int64_t answer = 0;
    VIGIL_DO(run(connection, text, {}, [&](const Row& row) { answer = row.number(0); }));
    return answer;
}

// Held by the session. Asked for again and again rather than waited for: a statement that waits holds a
// snapshot, and an index built concurrently waits for that.
class ShapeLock {
  public:
    static Result<ShapeLock> take(PgConnection& connection, std::int64_t key) {
        const std::string text =
            "select pg_try_advisory_lock(" + std::to_string(key) + ")::int::bigint";
        for (int tries = 0; tries < lock_tries; ++tries) {
            VIGIL_TRY(const std::int64_t taken, number(connection, text));
            if (taken) return ShapeLock(connection, key);
            std::this_thread::sleep_for(lock_poll);
        }
        return std::unexpected(store_failed("postgres: another node has been shaping for minutes"));
    }
    ShapeLock(ShapeLock&& other) noexcept
        : connection_(std::exchange(other.connection_, nullptr)), key_(other.key_) {}
    ~ShapeLock() {
        if (connection_)
            connection_->run_plain("select pg_advisory_unlock(" + std::to_string(key_) + ")");
    }

  private:
    ShapeLock(PgConnection& connection, std::int64_t key) : connection_(&connection), key_(key) {}
    PgConnection* connection_;
    std::int64_t key_;
};

Result<ActualSchema> read_schema(PgConnection& connection) {
    ActualSchema schema;
    VIGIL_DO(run(
        connection,
        "select c.relname::text, a.attname::text, (a.atttypid = 'bigint'::regtype)::int::bigint "
        "from pg_class c join pg_attribute a on a.attrelid = c.oid "
        "where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') "
        "and a.attnum > 0 and not a.attisdropped",
        {}, [&](const Row& row) {
            schema[std::string(row.text(0))].columns.emplace(
                row.text(1), row.number(2) ? ColumnType::bigint : ColumnType::text);
        }));
    VIGIL_DO(run(connection,
                 "select t.relname::text, i.relname::text from pg_index x join pg_class i on "
                 "i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid "
                 "where t.relnamespace = current_schema()::regnamespace and x.indisvalid",
                 {}, [&](const Row& row) {
                     schema[std::string(row.text(0))].indexes.emplace(row.text(1));
                 }));
    return schema;
}

// Waits for the table's lock at most 200 ms, for behind whoever waits all others queue; then again.
Status run_ddl(PgConnection& connection, const std::string& text) {
    for (int tries = 0;; ++tries) {
        connection.run_plain("set lock_timeout = '200ms'");
        const auto failure = connection.run_plain(text);
        connection.run_plain("set lock_timeout = 0");
        if (!failure) return {};
        if (failure->state != "55P03" || tries >= ddl_tries)
            return std::unexpected(fault_of(*failure));
        std::this_thread::sleep_for(std::chrono::milliseconds(10 + 5 * tries));
    }
}

Status build_index(PgConnection& connection, const Catalogue& catalogue, const SchemaStep& step) {
    const EntityDef* entity = catalogue.by_plural(step.table);
    for (const WantedIndex& index : wanted_indexes(*entity)) {
        if (index.name != step.index) continue;
        // What an earlier, interrupted building has left is of no use to anybody.
        const std::string drop = "drop index concurrently if exists " + quoted_name(index.name);
        VIGIL_TRY(const std::int64_t filled,
                  number(connection, "select exists(select 1 from " + quoted_name(step.table) +
                                         ")::int::bigint"));
        if (!filled) return run_ddl(connection, step.text);
        if (const auto failure = connection.run_plain(drop))
            return std::unexpected(fault_of(*failure));
        const auto failure = connection.run_plain(index_text(index, Dialect::postgres, true));
        if (!failure) return {};
        connection.run_plain(drop);
        if (failure->state == "23505")
            return std::unexpected(not_unique(*entity, index.columns.front()));
        return std::unexpected(fault_of(*failure));
    }
    return {};
}

// Works out the keys of rows that were there before their key column.
Status fill_keys(PgConnection& connection, const EntityDef& entity, const FieldDef& field) {
    const std::string table = quoted_name(entity.plural), key = quoted_name(field.key + "_key");
    const std::string page = "select \"id\", " + quoted_name(field.key) + " from " + table +
                             " where \"id\" > ? and " + quoted_name(field.key) +
                             " is not null and " + key + " is null order by \"id\" limit " +
                             std::to_string(fill_batch);
    const std::string update = "update " + table + " set " + key + " = ? where \"id\" = ?";
    for (std::int64_t last = 0;;) {
        std::vector<std::vector<Cell>> keys;
        VIGIL_DO(run(connection, page, {cell_of(last)}, [&](const Row& row) {
            last = row.number(0);
            const std::int64_t hash = comparing_key(field, std::string(row.text(1)));
            keys.push_back({hash ? cell_of(hash) : Cell{ColumnType::bigint}, cell_of(last)});
        }));
        if (keys.empty()) return {};
        std::vector<PgStatement> updates;
        for (const auto& cells : keys) updates.push_back({update, &cells});
        if (const auto failure = connection.run(updates))
            return std::unexpected(fault_of(*failure));
    }
}

Status set_journal_base(PgConnection& connection, const EntityDef& journal) {
    VIGIL_DO(run_ddl(
        connection, "create table if not exists vigil_store (key text primary key, value bigint)"));
    VIGIL_TRY(const std::int64_t base, journal_base(connection));
    VIGIL_TRY(const std::int64_t last,
              number(connection, "select coalesce(max(" + quoted_name(journal_seq) + "), 0) from " +
                                     quoted_name(journal.plural)));
    VIGIL_TRY(
        const std::int64_t now,
        number(connection, "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint << 20"));
    if (last < base + now) return {};
    const std::vector<Cell> cells = {cell_of(last + 1)};
    return run(connection,
               "insert into vigil_store (key, value) values ('journal_base', ?) "
               "on conflict (key) do update set value = excluded.value",
               cells);
}

}  // namespace

Result<std::int64_t> journal_base(PgConnection& connection) {
    VIGIL_TRY(const std::int64_t there,
              number(connection, "select (to_regclass('vigil_store') is not null)::int::bigint"));
    if (!there) return 0;
    return number(connection, "select value from vigil_store where key = 'journal_base'");
}

namespace {

Result<std::set<std::string, std::less<>>> shaped_before(PgConnection& connection,
                                                         const ActualSchema& actual) {
    std::set<std::string, std::less<>> names;
    if (!actual.contains(shaped_table)) return names;
    VIGIL_DO(run(connection, "select name from " + quoted_name(shaped_table), {},
                 [&](const Row& row) { names.emplace(row.text(0)); }));
    return names;
}

// Both kinds of steps are planned under their own lock: what another node has done meanwhile is seen.
Status take_steps(PgConnection& connection, const Catalogue& catalogue, std::int64_t lock_of,
                  bool waiting_ones) {
    VIGIL_TRY(const ShapeLock lock, ShapeLock::take(connection, lock_of));
    // The first of all: whoever finds what a beginning broken off has left sees whose it is.
    if (!waiting_ones) VIGIL_DO(run_ddl(connection, shaped_table_text(Dialect::postgres)));
    VIGIL_TRY(const ActualSchema actual, read_schema(connection));
    VIGIL_TRY(const auto steps, schema_plan(catalogue, actual, Dialect::postgres));
    for (const SchemaStep& step : steps) {
        if (can_wait(step) != waiting_ones) continue;
        VIGIL_DO(step.kind == SchemaStep::Kind::create_index
                     ? build_index(connection, catalogue, step)
                     : run_ddl(connection, step.text));
        if (step.fill_entity)
            VIGIL_DO(fill_keys(connection, *step.fill_entity,
                               step.fill_entity->fields[step.fill_field]));
    }
    if (waiting_ones) return {};
    VIGIL_TRY(const auto shaped, shaped_before(connection, actual));
    for (const auto& text : note_shaped(catalogue, shaped)) VIGIL_DO(run(connection, text));
    if (const EntityDef* journal = catalogue.entity(journal_entity))
        VIGIL_DO(set_journal_base(connection, *journal));
    return {};
}

}  // namespace

Status shape_columns(PgConnection& connection, const Catalogue& catalogue) {
    return take_steps(connection, catalogue, lock_key, false);
}

Status build_indexes(PgConnection& connection, const Catalogue& catalogue) {
    return take_steps(connection, catalogue, index_lock_key, true);
}

Result<Soundness> check(PgConnection& connection, const Catalogue& catalogue) {
    VIGIL_TRY(const ActualSchema actual, read_schema(connection));
    VIGIL_TRY(const auto shaped, shaped_before(connection, actual));
    Soundness found = missing(catalogue, actual, shaped);
    VIGIL_DO(run(connection,
                 "select i.relname::text from pg_index x join pg_class i on i.oid = x.indexrelid "
                 "where i.relnamespace = current_schema()::regnamespace and not x.indisvalid",
                 {}, [&](const Row& row) {
                     found.wrong.push_back("index " + std::string(row.text(0)) + " is not usable");
                 }));
    for (const RowCheck& one : row_checks(catalogue, actual)) {
        VIGIL_TRY(const std::int64_t count, number(connection, one.text));
        if (count) found.wrong.push_back(told(one, count));
    }
    return found;
}

}  // namespace vigil::storage
