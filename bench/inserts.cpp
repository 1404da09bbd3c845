// The ceiling of creates: the rows a create writes (lead, journal row, watches), written by a plain loop over
// sqlite3 or libpq, durably. They are copies of those of the last lead the API created, with ids, keys and
// moments of their own, so that every index grows as it does under the server.
//   bench_inserts (--data FOLDER | --database URL) [--creates 20000] [--together 64] [--clients 16] [--at-once 1]
// --together: creates in one transaction (SQLite); --clients, --at-once: connections, and creates in one
// transaction (PostgreSQL). Prints creates a second. The company is of no use afterwards.
#include <libpq-fe.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using Cell = std::optional<std::string>;
using Steady = std::chrono::steady_clock;

double seconds_since(Steady::time_point begin) {
    return std::chrono::duration<double>(Steady::now() - begin).count();
}

[[noreturn]] void give_up(const std::string& what) {
    std::fprintf(stderr, "bench_inserts: %s\n", what.c_str());
    std::exit(1);
}

struct Table {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;  // those of one create

    std::string insert_sql() const {
        std::string names, places;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            names += (i ? ", \"" : "\"") + columns[i] + '"';
            places += (i ? ", $" : "$") + std::to_string(i + 1);
        }
        return "insert into " + name + " (" + names + ") values (" + places + ")";
    }
};

using Create = std::vector<Table>;

// Which rows belong to the lead; $ stands for its id.
constexpr const char* last_lead = "select max(id) from leads where channel = 'api'";
const std::pair<const char*, const char*> parts[] = {
    {"leads", "select * from leads where id = $"},
    {"journal", "select * from journal where record = $ and act = 'create'"},
    {"watches", "select * from watches where record = $"}};

std::string of_lead(std::string sql, const std::string& id) {
    return sql.replace(sql.find('$'), 1, id);
}

// Numbers of this run; `seq` and ids go on from what is there.
struct Counters {
    std::atomic<std::int64_t> id{0}, seq{0}, moment{0};
};

bool is_key(const std::string& column) { return column.ends_with("_key"); }

// The next create's cells in place of the copied ones.
void renew(Create& create, Counters& counters, std::mt19937_64& random) {
    const std::string lead = std::to_string(++counters.id);
    const std::string now = std::to_string(++counters.moment);
    for (Table& table : create) {
        for (auto& row : table.rows) {
            const std::string id = table.name == "leads" ? lead : std::to_string(++counters.id);
            for (std::size_t i = 0; i < row.size(); ++i) {
                const std::string& column = table.columns[i];
                if (column == "id" || column == "act_group") row[i] = id;
                if (column == "record") row[i] = lead;
                if (column == "seq") row[i] = std::to_string(++counters.seq);
                if (column == "created_at" || column == "entered_at" || column == "started_at")
                    row[i] = now;
                if (is_key(column) && row[i]) row[i] = std::to_string(std::int64_t(random() >> 1));
            }
        }
    }
}

// --- SQLite

class Sqlite {
  public:
    explicit Sqlite(const std::string& path) {
        if (sqlite3_open_v2(path.c_str(), &base_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                            nullptr) != SQLITE_OK)
            give_up(path);
        for (const char* pragma : {"pragma synchronous = full", "pragma mmap_size = 1073741824",
                                   "pragma cache_size = -8192", "pragma busy_timeout = 10000",
                                   "pragma wal_autocheckpoint = 16384"})
            run(pragma);
    }
    ~Sqlite() { sqlite3_close_v2(base_); }

    void run(const char* sql) {
        if (sqlite3_exec(base_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            give_up(sqlite3_errmsg(base_));
    }
    Table read(const std::string& name, const std::string& sql) {
        Table table{name, {}, {}};
        sqlite3_stmt* const statement = prepare(sql);
        for (int i = 0; i < sqlite3_column_count(statement); ++i)
            table.columns.emplace_back(sqlite3_column_name(statement, i));
        while (sqlite3_step(statement) == SQLITE_ROW) {
            auto& row = table.rows.emplace_back();
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const auto* text = sqlite3_column_text(statement, i);
                row.push_back(text ? Cell(reinterpret_cast<const char*>(text)) : Cell());
            }
        }
        sqlite3_finalize(statement);
        return table;
    }
    sqlite3_stmt* prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(base_, sql.c_str(), -1, 0, &statement, nullptr) != SQLITE_OK)
            give_up(sqlite3_errmsg(base_));
        return statement;
    }
    void insert(sqlite3_stmt* statement, const std::vector<Cell>& row) {
        for (int i = 0; i < int(row.size()); ++i) {
            const Cell& cell = row[std::size_t(i)];
            if (cell)
                sqlite3_bind_text(statement, i + 1, cell->data(), int(cell->size()), SQLITE_STATIC);
            else
                sqlite3_bind_null(statement, i + 1);
        }
        if (sqlite3_step(statement) != SQLITE_DONE) give_up(sqlite3_errmsg(base_));
        sqlite3_reset(statement);
    }

  private:
    sqlite3* base_ = nullptr;
};

std::string first(const Table& table) {
    if (table.rows.empty() || !table.rows.front().front()) give_up("no lead created by the API");
    return *table.rows.front().front();
}

// The last create there was, and where its ids, journal and moments go on.
struct Start {
    template <typename Base>
    explicit Start(Base& base) {
        const std::string lead = first(base.read("", last_lead));
        for (const auto& [name, sql] : parts) create.push_back(base.read(name, of_lead(sql, lead)));
        const auto number = [&](const char* sql) {
            return std::atoll(first(base.read("", sql)).c_str());
        };
        counters.id = std::atoll(lead.c_str()) + (std::int64_t{1} << 40);
        counters.seq = number("select max(seq) from journal");
        counters.moment = number("select max(created_at) from leads");
    }
    Create create;
    Counters counters;
};

// Seconds.
double loop_sqlite(const std::string& path, int creates, int together) {
    Sqlite base(path);
    Start start(base);
    Create& create = start.create;
    Counters& counters = start.counters;
    std::vector<sqlite3_stmt*> inserts;
    for (const Table& table : create) inserts.push_back(base.prepare(table.insert_sql()));
    std::mt19937_64 random(1);
    double took = 0;
    // The first round makes the WAL as long as it gets: a file that grows is slower to sync.
    for (int round = 0; round < 2; ++round) {
        base.run("pragma wal_checkpoint(restart)");
        const auto begin = Steady::now();
        for (int done = 0; done < creates; ++done) {
            if (done % together == 0)
                base.run(done ? "commit; begin immediate" : "begin immediate");
            renew(create, counters, random);
            for (std::size_t i = 0; i < create.size(); ++i)
                for (const auto& row : create[i].rows) base.insert(inserts[i], row);
        }
        base.run("commit");
        took = seconds_since(begin);
    }
    for (auto* statement : inserts) sqlite3_finalize(statement);
    return took;
}

// --- PostgreSQL

class Postgres {
  public:
    explicit Postgres(const std::string& url) : link_(PQconnectdb(url.c_str())) {
        if (PQstatus(link_) != CONNECTION_OK) give_up(PQerrorMessage(link_));
    }
    ~Postgres() { PQfinish(link_); }

    Table read(const std::string& name, const std::string& sql) {
        PGresult* const result = PQexec(link_, sql.c_str());
        if (PQresultStatus(result) != PGRES_TUPLES_OK) give_up(PQerrorMessage(link_));
        Table table{name, {}, {}};
        for (int i = 0; i < PQnfields(result); ++i) table.columns.emplace_back(PQfname(result, i));
        for (int r = 0; r < PQntuples(result); ++r) {
            auto& row = table.rows.emplace_back();
            for (int i = 0; i < PQnfields(result); ++i)
                row.push_back(PQgetisnull(result, r, i) ? Cell() : Cell(PQgetvalue(result, r, i)));
        }
        PQclear(result);
        return table;
    }
    void prepare(const Create& create) {
        const auto one = [&](const char* name, const std::string& sql) {
            PGresult* const result = PQprepare(link_, name, sql.c_str(), 0, nullptr);
            if (PQresultStatus(result) != PGRES_COMMAND_OK) give_up(PQerrorMessage(link_));
            PQclear(result);
        };
        one("begin", "begin");
        one("commit", "commit");
        for (const Table& table : create) one(table.name.c_str(), table.insert_sql());
        if (!PQenterPipelineMode(link_)) give_up("no pipeline mode");
    }
    void send(const char* name, const std::vector<Cell>& row) {
        std::vector<const char*> values;
        for (const Cell& cell : row) values.push_back(cell ? cell->c_str() : nullptr);
        if (!PQsendQueryPrepared(link_, name, int(values.size()), values.data(), nullptr, nullptr,
                                 0))
            give_up(PQerrorMessage(link_));
    }
    // Sends what was queued, waits until all is committed.
    void settle() {
        PQpipelineSync(link_);
        for (bool synced = false; !synced;) {
            PGresult* const result = PQgetResult(link_);
            if (!result) continue;
            const auto status = PQresultStatus(result);
            if (status == PGRES_FATAL_ERROR) give_up(PQerrorMessage(link_));
            synced = status == PGRES_PIPELINE_SYNC;
            PQclear(result);
        }
    }

  private:
    PGconn* link_;
};

// Seconds.
double loop_postgres(const std::string& url, int creates, int clients, int at_once) {
    Postgres base(url);
    Start start(base);
    Create& create = start.create;
    Counters& counters = start.counters;
    std::atomic<int> left = creates;
    const auto begin = Steady::now();
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i)
        threads.emplace_back([&, mine = create, random = std::mt19937_64(unsigned(i))]() mutable {
            Postgres link(url);
            link.prepare(mine);
            while (left.fetch_sub(at_once) > 0) {
                link.send("begin", {});
                for (int n = 0; n < at_once; ++n) {
                    renew(mine, counters, random);
                    for (const Table& table : mine)
                        for (const auto& row : table.rows) link.send(table.name.c_str(), row);
                }
                link.send("commit", {});
                link.settle();
            }
        });
    for (auto& thread : threads) thread.join();
    return seconds_since(begin);
}

}  // namespace

int main(int count, char** words) {
    std::map<std::string, std::string> given;
    for (int i = 1; i + 1 < count; i += 2) given[words[i]] = words[i + 1];
    const auto number = [&](const char* name, int otherwise) {
        return given.contains(name) ? std::atoi(given[name].c_str()) : otherwise;
    };
    const int creates = number("--creates", 20'000);
    double took = 0;
    if (given.contains("--data"))
        took = loop_sqlite(given["--data"] + "/vigil.db", creates, number("--together", 64));
    else if (given.contains("--database"))
        took = loop_postgres(given["--database"], creates, number("--clients", 16),
                             number("--at-once", 1));
    else
        give_up("wants --data or --database");
    std::printf("%.0f\n", creates / took);
}
