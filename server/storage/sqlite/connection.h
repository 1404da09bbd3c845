// One SQLite connection with its prepared statements. Belongs to one thread at a time.
#pragma once

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "storage/open.h"
#include "storage/rows.h"

struct sqlite3;
struct sqlite3_stmt;

namespace vigil::storage {

// A statement being run; reset when it goes.
class SqliteRun : public Row {
  public:
    explicit SqliteRun(sqlite3_stmt* statement) : statement_(statement) {}
    SqliteRun(SqliteRun&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    SqliteRun& operator=(SqliteRun&&) = delete;
    ~SqliteRun() override;

    // The cells' texts must live as long as the run.
    Status bind(const std::vector<Cell>& cells);
    // False at the end.
    Result<bool> step();
    bool answers_rows() const;  // a select, or something with returning

    bool is_null(int column) const override;
    std::int64_t number(int column) const override;
    std::string_view text(int column) const override;

  private:
    sqlite3_stmt* statement_;
};

class SqliteConnection {
  public:
    enum class Use { read, write };
    static Result<std::unique_ptr<SqliteConnection>> open(const SqliteOptions& options, Use use);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;

    // A statement kept from before, or prepared now.
    Result<SqliteRun> start(std::string_view text);
    // Runs to the end, answers how many rows were touched or, of a select, read.
    Result<int> run(std::string_view text, const std::vector<Cell>& cells);
    // For pragmas and transactions.
    Status execute(std::string_view text);
    // The first column of the first row, or `otherwise`.
    Result<std::int64_t> number(std::string_view text, std::int64_t otherwise = 0);

    // Of the last failure: was it a unique index, and which columns ("email_key, owner").
    bool broke_unique() const;
    std::string unique_columns() const;
    // Pages in the WAL after the last commit of this connection.
    int wal_pages() const { return wal_pages_; }
    sqlite3* handle() { return database_; }

  private:
    explicit SqliteConnection(sqlite3* database) : database_(database) {}
    Result<sqlite3_stmt*> prepare(std::string_view text);

    sqlite3* database_;
    int wal_pages_ = 0;
    using Kept = std::list<std::pair<std::string, sqlite3_stmt*>>;
    Kept kept_;  // the latest used first
    std::unordered_map<std::string_view, Kept::iterator> by_text_;
};

}  // namespace vigil::storage
