#include "storage/sqlite/connection.h"

#include <sqlite3.h>

#include <mutex>

#include "base/check.h"
#include "storage/sqlite/functions.h"
#include "storage/steps.h"

namespace vigil::storage {

namespace {

constexpr std::size_t kept_statements = 200;
constexpr int busy_timeout_ms = 10'000;

// Counting memory under one global lock makes two threads slower than one; must come before any open.
void configure_once() {
    static std::once_flag done;
    std::call_once(done, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

Fault fault_of(sqlite3* database) {
    return store_failed(std::string("sqlite: ") + sqlite3_errmsg(database) + " (" +
                        std::to_string(sqlite3_extended_errcode(database)) + ")");
}

int wal_hook(void* pages, sqlite3*, const char*, int in_wal) {
    *static_cast<int*>(pages) = in_wal;
    return SQLITE_OK;
}

std::vector<std::string> pragmas_of(const SqliteOptions& options, SqliteConnection::Use use) {
    std::vector<std::string> pragmas = {
        "pragma journal_mode = wal",
        options.durable ? "pragma synchronous = full" : "pragma synchronous = off",
        "pragma mmap_size = " + std::to_string(options.map_bytes),
        "pragma cache_size = -" + std::to_string(options.cache_kib),
        "pragma secure_delete = off",
        "pragma temp_store = memory",
        "pragma trusted_schema = off",
    };
    pragmas.push_back(use == SqliteConnection::Use::write ? "pragma wal_autocheckpoint = 0"
                                                          : "pragma query_only = on");
    return pragmas;
}

}  // namespace

SqliteRun::~SqliteRun() {
    if (!statement_) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

Status SqliteRun::bind(const std::vector<Cell>& cells) {
    VIGIL_CHECK(sqlite3_bind_parameter_count(statement_) == int(cells.size()));
    int code = SQLITE_OK;
    for (std::size_t i = 0; i < cells.size() && code == SQLITE_OK; ++i) {
        const Cell& cell = cells[i];
        const int place = int(i) + 1;
        if (cell.null)
            code = sqlite3_bind_null(statement_, place);
        else if (cell.type == ColumnType::bigint)
            code = sqlite3_bind_int64(statement_, place, cell.number);
        else  // a null pointer would bind NULL
            code = sqlite3_bind_text64(statement_, place, cell.text.data() ? cell.text.data() : "",
                                       cell.text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    if (code != SQLITE_OK) return std::unexpected(fault_of(sqlite3_db_handle(statement_)));
    return {};
}

Result<bool> SqliteRun::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return std::unexpected(fault_of(sqlite3_db_handle(statement_)));
}

bool SqliteRun::answers_rows() const { return sqlite3_column_count(statement_) > 0; }

bool SqliteRun::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
std::int64_t SqliteRun::number(int column) const {
    return sqlite3_column_int64(statement_, column);
}
std::string_view SqliteRun::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (!bytes) return {};
    return {bytes, std::size_t(sqlite3_column_bytes(statement_, column))};
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const SqliteOptions& options,
                                                                 Use use) {
    configure_once();
    sqlite3* database = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(options.path.c_str(), &database, flags, nullptr);
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(database));
    if (code != SQLITE_OK) return std::unexpected(fault_of(database));
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database,
                         busy_timeout_ms);  // first: even a pragma can find the file locked
    for (const std::string& pragma : pragmas_of(options, use))
        VIGIL_DO(connection->execute(pragma));
    if (add_functions(database) != SQLITE_OK) return std::unexpected(fault_of(database));
    if (use == Use::write) sqlite3_wal_hook(database, wal_hook, &connection->wal_pages_);
    return connection;
}

SqliteConnection::~SqliteConnection() {
    for (auto& [text, statement] : kept_) sqlite3_finalize(statement);
    sqlite3_close_v2(database_);
}

Result<sqlite3_stmt*> SqliteConnection::prepare(std::string_view text) {
    if (const auto found = by_text_.find(text); found != by_text_.end()) {
        kept_.splice(kept_.begin(), kept_, found->second);
        return found->second->second;
    }
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database_, text.data(), int(text.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr) != SQLITE_OK)
        return std::unexpected(fault_of(database_));
    if (kept_.size() >= kept_statements) {
        by_text_.erase(kept_.back().first);
        sqlite3_finalize(kept_.back().second);
        kept_.pop_back();
    }
    kept_.emplace_front(std::string(text), statement);
    by_text_.emplace(kept_.front().first, kept_.begin());
    return statement;
}

Result<SqliteRun> SqliteConnection::start(std::string_view text) {
    VIGIL_TRY(sqlite3_stmt* const statement, prepare(text));
    return SqliteRun(statement);
}

Result<int> SqliteConnection::run(std::string_view text, const std::vector<Cell>& cells) {
    VIGIL_TRY(SqliteRun run, start(text));
    VIGIL_DO(run.bind(cells));
    int rows = 0;
    for (;;) {
        VIGIL_TRY(const bool more, run.step());
        if (!more) break;
        ++rows;
    }
    return run.answers_rows() ? rows : sqlite3_changes(database_);
}

Status SqliteConnection::execute(std::string_view text) {
    VIGIL_TRY(SqliteRun run, start(text));
    for (;;) {
        VIGIL_TRY(const bool more, run.step());
        if (!more) return {};
    }
}

Result<std::int64_t> SqliteConnection::number(std::string_view text, std::int64_t otherwise) {
    VIGIL_TRY(SqliteRun run, start(text));
    VIGIL_TRY(const bool found, run.step());
    return found && !run.is_null(0) ? run.number(0) : otherwise;
}

bool SqliteConnection::broke_unique() const {
    const int code = sqlite3_extended_errcode(database_);
    return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
           code == SQLITE_CONSTRAINT_ROWID;
}

// "UNIQUE constraint failed: leads.email_key, leads.owner"
std::string SqliteConnection::unique_columns() const {
    std::string_view message = sqlite3_errmsg(database_);
    const auto colon = message.find(": ");
    if (colon == std::string_view::npos) return {};
    message.remove_prefix(colon + 2);
    std::string columns;
    while (!message.empty()) {
        const auto end = message.find(", ");
        std::string_view one = message.substr(0, end);
        one.remove_prefix(one.find('.') + 1);
        columns += (columns.empty() ? "" : ",") + std::string(one);
        message.remove_prefix(end == std::string_view::npos ? message.size() : end + 2);
    }
    return columns;
}

}  // namespace vigil::storage
