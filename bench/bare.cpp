// The ceiling of the server's answers: the same HTTP server with the same worker pool, whose handlers read the
// same rows by plain SQL and answer them raw: no sign-in, no rights, no records, no JSON.
//   bench_bare (--data FOLDER | --database URL)      says where it listens; ends with its standard input
// GET /nothing         through the worker pool, nothing read
// GET /row/ID          one lead
// GET /rows?owner=ID   fifty new leads of an owner, newest first
// GET /find?q=TEXT     what the search index alone answers: ids of leads
#include <libpq-fe.h>
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "in/http/server.h"
#include "main/search_lane.h"

namespace {

using namespace vigil;

constexpr const char* row_sql = "select * from leads where id = $1";
constexpr const char* rows_sql =
    "select * from leads where owner = $1 and status = 'new' and removed_at is null "
    "order by created_at desc, id desc limit 50";

[[noreturn]] void give_up(const std::string& what) {
    std::fprintf(stderr, "bench_bare: %s\n", what.c_str());
    std::exit(1);
}

// A worker's own connection with its two prepared statements. Answers rows as lines of cells.
class RawRows {
  public:
    virtual ~RawRows() = default;
    virtual std::string ask(bool list, const std::string& id) = 0;
};

class SqliteRows final : public RawRows {
  public:
    explicit SqliteRows(const std::string& path) {
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
        if (sqlite3_open_v2(path.c_str(), &base_, flags, nullptr) != SQLITE_OK) give_up(path);
        for (const char* pragma : {"pragma mmap_size = 1073741824", "pragma cache_size = -8192"})
            sqlite3_exec(base_, pragma, nullptr, nullptr, nullptr);
        for (const bool list : {false, true})
            if (sqlite3_prepare_v3(base_, list ? rows_sql : row_sql, -1, SQLITE_PREPARE_PERSISTENT,
                                   &statements_[list], nullptr) != SQLITE_OK)
                give_up(sqlite3_errmsg(base_));
    }
    ~SqliteRows() override {
        for (auto* statement : statements_) sqlite3_finalize(statement);
        sqlite3_close(base_);
    }
    std::string ask(bool list, const std::string& id) override {
        sqlite3_stmt* const statement = statements_[list];
        std::string out;
        sqlite3_bind_int64(statement, 1, std::atoll(id.c_str()));
        while (sqlite3_step(statement) == SQLITE_ROW) {
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                if (const auto* text = sqlite3_column_text(statement, i))
                    out += reinterpret_cast<const char*>(text);
                out += '\t';
            }
            out += '\n';
        }
        sqlite3_reset(statement);
        return out;
    }

  private:
    sqlite3* base_ = nullptr;
    sqlite3_stmt* statements_[2] = {};
};

class PostgresRows final : public RawRows {
  public:
    explicit PostgresRows(const std::string& url) : link_(PQconnectdb(url.c_str())) {
        if (PQstatus(link_) != CONNECTION_OK) give_up(PQerrorMessage(link_));
        for (const bool list : {false, true})
            PQclear(PQprepare(link_, names[list], list ? rows_sql : row_sql, 1, nullptr));
    }
    ~PostgresRows() override { PQfinish(link_); }
    std::string ask(bool list, const std::string& id) override {
        const char* const values[] = {id.c_str()};
        PGresult* const result = PQexecPrepared(link_, names[list], 1, values, nullptr, nullptr, 0);
        std::string out;
        for (int row = 0; row < PQntuples(result); ++row) {
            for (int i = 0; i < PQnfields(result); ++i)
                out.append(PQgetvalue(result, row, i)) += '\t';
            out += '\n';
        }
        PQclear(result);
        return out;
    }

  private:
    static constexpr const char* names[2] = {"row", "rows"};
    PGconn* link_;
};

RawRows& my_rows(const HouseOptions& place) {
    thread_local std::unique_ptr<RawRows> mine;
    if (!mine && place.database.empty())
        mine = std::make_unique<SqliteRows>(place.data + "/vigil.db");
    else if (!mine)
        mine = std::make_unique<PostgresRows>(place.database);
    return *mine;
}

http::Response answer(const std::string& rows) {
    return rows.empty() ? http::Response::text("none\n", 404) : http::Response::text(rows);
}

http::Router router(const HouseOptions& place, SearchIndex& index) {
    http::Router router;
    router.add(http::Method::get, "/nothing",
               [](http::Request&) { return http::Response::text("ok\n"); });
    router.add(http::Method::get, "/row/{id}", [&place](http::Request& request) {
        return answer(my_rows(place).ask(false, std::string(request.param("id"))));
    });
    router.add(http::Method::get, "/rows", [&place](http::Request& request) {
        return answer(
            my_rows(place).ask(true, std::string(request.query_value("owner").value_or(""))));
    });
    router.add(http::Method::get, "/find", [&index](http::Request& request) {
        const SearchQuery query(std::string(request.query_value("q").value_or("")));
        const auto hits = index.find(query, {"lead", {}}, 20);
        if (!hits) return http::Response::text("failed\n", 500);
        std::string ids = "found\n";
        for (const Id id : hits->ids) ids += to_string(id) + '\n';
        return http::Response::text(ids);
    });
    return router;
}

}  // namespace

int main(int count, char** words) {
    HouseOptions place;
    for (int i = 1; i + 1 < count; i += 2) {
        if (words[i] == std::string("--data")) place.data = words[i + 1];
        if (words[i] == std::string("--database")) place.database = words[i + 1];
    }
    if (place.data.empty() == place.database.empty()) give_up("wants --data or --database");
    if (place.database.empty()) sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    const auto index = open_search(place);
    if (!index) give_up(index.error().code + " " + index.error().log);
    http::ServerOptions options;
    options.port = 0;
    http::Server server(options, router(place, **index));
    if (const auto started = server.start(); !started) give_up(started.error().code);
    std::printf("listening on http://127.0.0.1:%d\n", int(server.port()));
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    server.stop(http::Millis(1000));
}
