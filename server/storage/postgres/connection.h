// One connection to PostgreSQL with its prepared statements. Statements are sent in a pipeline: however
// many, they cost one way to the server and back. Belongs to one thread at a time.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "storage/open.h"
#include "storage/rows.h"

struct pg_conn;
struct pg_result;

namespace vigil::storage {

struct PgStatement {
    std::string_view text;                     // with '?'
    const std::vector<Cell>* cells = nullptr;  // null = none
};

struct PgFailure {
    std::string state;  // SQLSTATE; empty when the connection was lost
    std::string message;
    std::string constraint;
    int at = -1;  // which statement
    bool lost() const { return state.empty(); }
};
Fault fault_of(const PgFailure& failure);

class PgConnection {
  public:
    static Result<std::unique_ptr<PgConnection>> open(const PostgresOptions& options);
    ~PgConnection();
    PgConnection(const PgConnection&) = delete;

    // Statement's number and one of its rows.
    using OnRow = std::function<void(int, const Row&)>;
    // Runs them in order, the rest not at all after one that fails. Outside "begin" they are one
    // transaction of their own.
    std::optional<PgFailure> run(const std::vector<PgStatement>& statements,
                                 const OnRow& on_row = {});
    // The same without prepared statements, alone: what may not stand in a transaction or a pipeline.
    std::optional<PgFailure> run_plain(const std::string& text);
    // Sends it; its answer is read when the connection is next used.
    void run_later(std::string_view text);

    // False when it is broken, or the server has hung up on it.
    bool usable();
    // Rows changed by the n-th statement of the last run.
    std::string command_tag(int statement) const;

  private:
    struct Prepared {
        std::string name;
        std::vector<ColumnType> types;
        std::uint64_t used = 0;
    };
    struct Expected {
        int statement = -1;
        std::string_view preparing{};  // not empty: the answer to a prepare of this text
    };
    explicit PgConnection(pg_conn* connection) : connection_(connection) {}
    bool queue(const std::vector<PgStatement>& statements);
    bool queue_one(int number, const PgStatement& statement);
    const Prepared* prepared(int number, const PgStatement& statement);
    std::optional<PgFailure> collect(const OnRow& on_row);
    void take(pg_result* result, const Expected& expected, const OnRow& on_row,
              std::optional<PgFailure>& failure);
    void forget(std::string_view text);
    void drop_oldest();
    PgFailure lost() const;

    pg_conn* connection_;
    std::unordered_map<std::string, Prepared> prepared_;
    std::vector<Expected> expected_;
    std::vector<std::string> tags_;
    std::uint64_t names_ = 0, uses_ = 0;
    bool answer_due_ = false;
};

// '?' outside quotes -> $1, $2 ...
std::string numbered(std::string_view text);

}  // namespace vigil::storage
