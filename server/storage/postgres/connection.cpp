#include "storage/postgres/connection.h"

#include <endian.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "storage/steps.h"

namespace vigil::storage {

namespace {

constexpr std::size_t kept_statements = 300;
constexpr Oid oid_bigint = 20, oid_text = 25;
const std::vector<Cell> no_cells;

using ResultPtr = std::unique_ptr<PGresult, decltype(&PQclear)>;

class PgRow final : public Row {
  public:
    PgRow(const PGresult* result, int row) : result_(result), row_(row) {}
    bool is_null(int column) const override { return PQgetisnull(result_, row_, column); }
    std::int64_t number(int column) const override {
        if (PQgetlength(result_, row_, column) != 8) return 0;  // NULL
        std::uint64_t bytes;
        std::memcpy(&bytes, PQgetvalue(result_, row_, column), 8);
        return std::int64_t(be64toh(bytes));
    }
    std::string_view text(int column) const override {
        return {PQgetvalue(result_, row_, column), std::size_t(PQgetlength(result_, row_, column))};
    }

  private:
    const PGresult* result_;
    int row_;
};

// A statement's parameters as libpq wants them, in binary.
struct Parameters {
    explicit Parameters(const std::vector<Cell>& cells)
        : numbers(cells.size()),
          values(cells.size()),
          lengths(cells.size()),
          formats(cells.size(), 1) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Cell& cell = cells[i];
            if (cell.null) continue;
            if (cell.type == ColumnType::bigint) {
                numbers[i] = htobe64(std::uint64_t(cell.number));
                values[i] = reinterpret_cast<const char*>(&numbers[i]);
                lengths[i] = 8;
            } else {
                values[i] = cell.text.data() ? cell.text.data() : "";
                lengths[i] = int(cell.text.size());
            }
        }
    }
    std::vector<std::uint64_t> numbers;
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
};

std::string field_of(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text ? text : "";
}

}  // namespace

Fault fault_of(const PgFailure& failure) {
    return store_failed("postgres: " + failure.message + " (" + failure.state + ")");
}

std::string numbered(std::string_view text) {
    std::string answer;
    answer.reserve(text.size() + 64);
    char quote = 0;
    int number = 0;
    for (const char letter : text) {
        if (quote)
            quote = letter == quote ? 0 : quote;
        else if (letter == '\'' || letter == '"')
            quote = letter;
        if (letter == '?' && !quote)
            answer += "$" + std::to_string(++number);
        else
            answer += letter;
    }
    return answer;
}

Result<std::unique_ptr<PgConnection>> PgConnection::open(const PostgresOptions& options) {
    const std::string timeout = std::to_string(options.connect_timeout_s);
    const char* keys[] = {"dbname", "connect_timeout", "client_encoding",
                          "fallback_application_name", nullptr};
    const char* values[] = {options.url.c_str(), timeout.c_str(), "UTF8", "vigil", nullptr};
    PGconn* raw = PQconnectdbParams(keys, values, 1);
    std::unique_ptr<PgConnection> connection(new PgConnection(raw));
    if (PQstatus(raw) != CONNECTION_OK) return std::unexpected(fault_of(connection->lost()));
    PQsetNoticeProcessor(
        raw, [](void*, const char*) {}, nullptr);
    if (!options.session.empty()) {
        const ResultPtr result(PQexec(raw, options.session.c_str()), PQclear);
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            return std::unexpected(fault_of(connection->lost()));
    }
    if (PQenterPipelineMode(raw) != 1) return std::unexpected(fault_of(connection->lost()));
    return connection;
}

PgConnection::~PgConnection() { PQfinish(connection_); }

PgFailure PgConnection::lost() const {
    std::string words = PQerrorMessage(connection_);
    while (words.ends_with('\n')) words.pop_back();
    return {"", words.empty() ? "connection lost" : words, "", -1};
}

bool PgConnection::usable() {
    if (std::exchange(answer_due_, false)) collect({});
    if (PQstatus(connection_) != CONNECTION_OK) return false;
    // Nobody has asked anything: what comes now is mostly the server's farewell, then the end.
    for (int i = 0; i < 3; ++i) {
        pollfd socket{PQsocket(connection_), POLLIN, 0};
        if (poll(&socket, 1, 0) <= 0) return true;
        if (PQconsumeInput(connection_) != 1 || PQstatus(connection_) != CONNECTION_OK)
            return false;
    }
    return false;
}

const PgConnection::Prepared* PgConnection::prepared(int number, const PgStatement& statement) {
    const auto& cells = statement.cells ? *statement.cells : no_cells;
    const auto same_types = [&](const Prepared& kept) {
        return std::equal(cells.begin(), cells.end(), kept.types.begin(), kept.types.end(),
                          [](const Cell& cell, ColumnType type) { return cell.type == type; });
    };
    auto found = prepared_.find(std::string(statement.text));
    if (found != prepared_.end() && same_types(found->second)) {
        found->second.used = ++uses_;
        return &found->second;
    }
    Prepared fresh{"s" + std::to_string(++names_), {}, ++uses_};
    std::vector<Oid> types;
    for (const Cell& cell : cells) {
        fresh.types.push_back(cell.type);
        types.push_back(cell.type == ColumnType::bigint ? oid_bigint : oid_text);
    }
    if (PQsendPrepare(connection_, fresh.name.c_str(), numbered(statement.text).c_str(),
                      int(types.size()), types.data()) != 1)
        return nullptr;
    found = prepared_.insert_or_assign(std::string(statement.text), std::move(fresh)).first;
    expected_.push_back({number, found->first});
    return &found->second;
}

bool PgConnection::queue_one(int number, const PgStatement& statement) {
    const Prepared* kept = prepared(number, statement);
    if (!kept) return false;
    const auto& cells = statement.cells ? *statement.cells : no_cells;
    const Parameters parameters(cells);
    if (PQsendQueryPrepared(connection_, kept->name.c_str(), int(cells.size()),
                            parameters.values.data(), parameters.lengths.data(),
                            parameters.formats.data(), 1) != 1)
        return false;
    expected_.push_back({number});
    return true;
}

bool PgConnection::queue(const std::vector<PgStatement>& statements) {
    expected_.clear();
    for (std::size_t i = 0; i < statements.size(); ++i)
        if (!queue_one(int(i), statements[i])) return false;
    return PQpipelineSync(connection_) == 1;
}

void PgConnection::take(pg_result* result, const Expected& expected, const OnRow& on_row,
                        std::optional<PgFailure>& failure) {
    const auto status = PQresultStatus(result);
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!good && !expected.preparing.empty()) forget(expected.preparing);
    if (good && expected.preparing.empty()) {
        if (std::size_t(expected.statement) < tags_.size())
            tags_[expected.statement] = PQcmdStatus(result);
        for (int row = 0; on_row && row < PQntuples(result); ++row)
            on_row(expected.statement, PgRow(result, row));
    }
    if (good || failure || status == PGRES_PIPELINE_ABORTED) return;
    failure =
        PgFailure{field_of(result, PG_DIAG_SQLSTATE), field_of(result, PG_DIAG_MESSAGE_PRIMARY),
                  field_of(result, PG_DIAG_CONSTRAINT_NAME), expected.statement};
    if (failure->lost()) failure->message = lost().message;
}

// Reads one answer for each that is expected, then the end of the pipeline.
std::optional<PgFailure> PgConnection::collect(const OnRow& on_row) {
    std::optional<PgFailure> failure;
    for (std::size_t next = 0;;) {
        const ResultPtr result(PQgetResult(connection_), PQclear);
        if (!result) {  // the end of one statement's results; twice running: nothing more will come
            if (PQstatus(connection_) != CONNECTION_OK) return failure ? failure : lost();
            continue;
        }
        if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) return failure;
        take(result.get(), next < expected_.size() ? expected_[next] : Expected{}, on_row, failure);
        ++next;
        if (PQstatus(connection_) != CONNECTION_OK) return failure ? failure : lost();
    }
}

std::optional<PgFailure> PgConnection::run(const std::vector<PgStatement>& statements,
                                           const OnRow& on_row) {
    if (std::exchange(answer_due_, false)) {
        if (auto failure = collect({}); failure && failure->lost()) return failure;
    }
    drop_oldest();
    tags_.assign(statements.size(), {});
    if (!queue(statements)) {
        for (const Expected& expected : expected_)
            if (!expected.preparing.empty()) forget(expected.preparing);
        return lost();
    }
    return collect(on_row);
}

std::optional<PgFailure> PgConnection::run_plain(const std::string& text) {
    if (std::exchange(answer_due_, false)) collect({});
    if (PQexitPipelineMode(connection_) != 1) return lost();
    const ResultPtr result(PQexec(connection_, text.c_str()), PQclear);
    std::optional<PgFailure> failure;
    tags_.clear();
    take(result.get(), Expected{0}, {}, failure);
    if (PQenterPipelineMode(connection_) != 1 && !failure) return lost();
    return failure;
}

void PgConnection::run_later(std::string_view text) {
    if (answer_due_) return;
    tags_.clear();
    answer_due_ = queue({{text, nullptr}}) && PQflush(connection_) == 0;
}

std::string PgConnection::command_tag(int statement) const { return tags_[statement]; }

void PgConnection::forget(std::string_view text) { prepared_.erase(std::string(text)); }

void PgConnection::drop_oldest() {
    if (prepared_.size() < kept_statements) return;
    const auto oldest = std::min_element(prepared_.begin(), prepared_.end(), [](auto& a, auto& b) {
        return a.second.used < b.second.used;
    });
    run_plain("deallocate " + oldest->second.name);
    prepared_.erase(oldest);
}

}  // namespace vigil::storage
