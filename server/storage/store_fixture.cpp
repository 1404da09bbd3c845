#include "storage/store_fixture.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>

namespace vigil::storage::testing {

namespace {

std::string fresh_name() {
    static std::atomic<int> number = 0;
    return "vigil_test_" + std::to_string(getpid()) + "_" + std::to_string(++number);
}

class SqlitePlace final : public Place {
  public:
    SqlitePlace() : folder_(std::filesystem::temp_directory_path() / fresh_name()) {
        std::filesystem::create_directories(folder_);
    }
    ~SqlitePlace() override { std::filesystem::remove_all(folder_); }
    Result<std::unique_ptr<CatalogueStore>> open() override { return open_sqlite({.path = url()}); }
    Status run(const std::string& sql) override {
        sqlite3* database = nullptr;
        sqlite3_open(url().c_str(), &database);
        const bool good =
            sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
        const std::string words = sqlite3_errmsg(database);
        sqlite3_close(database);
        if (!good) return fail(FaultKind::internal, "test", words);
        return {};
    }

    std::string url() const override { return folder_ / "vigil.db"; }

  private:
    std::filesystem::path folder_;
};

Status run_on(const std::string& url, const std::string& sql) {
    PGconn* connection = PQconnectdb(url.c_str());
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
    PGresult* result = PQexec(connection, sql.c_str());
    const auto state = PQresultStatus(result);
    const std::string words = PQerrorMessage(connection);
    PQclear(result);
    PQfinish(connection);
    if (state != PGRES_COMMAND_OK && state != PGRES_TUPLES_OK)
        return fail(FaultKind::internal, "test", words);
    return {};
}

// Made by the first test that needs it, dropped after the last: making one takes longer than a test.
class OwnDatabase {
  public:
    explicit OwnDatabase(std::string maintenance) : maintenance_(std::move(maintenance)) {
        const Status made = run_on(maintenance_, "create database " + name_);
        EXPECT_TRUE(made) << made.error().log;
    }
    ~OwnDatabase() { run_on(maintenance_, "drop database " + name_ + " with (force)"); }
    // A later dbname wins in a connection string; in a URL the path is replaced.
    std::string url() const {
        if (!maintenance_.starts_with("postgres")) return maintenance_ + " dbname=" + name_;
        const auto query = std::min(maintenance_.find('?'), maintenance_.size());
        const auto path = maintenance_.find('/', maintenance_.find("://") + 3);
        return maintenance_.substr(0, std::min(path, query)) + "/" + name_ +
               maintenance_.substr(query);
    }

  private:
    std::string maintenance_;
    std::string name_ = fresh_name();
};

class PostgresPlace final : public Place {
  public:
    explicit PostgresPlace(const std::string& maintenance) {
        static const OwnDatabase database(maintenance);
        url_ = database.url();
        const Status emptied = run("drop schema public cascade; create schema public");
        EXPECT_TRUE(emptied) << emptied.error().log;
    }
    Result<std::unique_ptr<CatalogueStore>> open() override { return open_postgres({.url = url_}); }
    Status run(const std::string& sql) override { return run_on(url_, sql); }
    std::string url() const override { return url_; }

  private:
    std::string url_;
};

}  // namespace

std::string to_string(Kind kind) { return kind == Kind::sqlite ? "sqlite" : "postgres"; }

std::unique_ptr<Place> make_place(Kind kind) {
    if (kind == Kind::sqlite) return std::make_unique<SqlitePlace>();
    const char* url = std::getenv("VIGIL_TEST_DATABASE");
    if (!url) return nullptr;
    return std::make_unique<PostgresPlace>(url);
}

FieldDef make_field(std::string key, FieldKind kind) {
    FieldDef field;
    field.key = std::move(key);
    field.kind = kind;
    return field;
}

EntityDef make_entity(std::string key, std::string plural, std::vector<FieldDef> fields) {
    EntityDef entity;
    entity.key = std::move(key);
    entity.plural = std::move(plural);
    entity.fields = std::move(fields);
    return entity;
}

namespace {

EntityDef thing_entity() {
    FieldDef link = make_field("linked", FieldKind::link);
    link.link = "user";
    return make_entity(
        "thing", "things",
        {make_field("text", FieldKind::text), make_field("long", FieldKind::long_text),
         make_field("whole", FieldKind::integer), make_field("decimal", FieldKind::decimal),
         make_field("yes", FieldKind::boolean), make_field("price", FieldKind::money),
         make_field("day", FieldKind::day), make_field("moment", FieldKind::moment),
         make_field("pick", FieldKind::choice), link, make_field("email", FieldKind::email),
         make_field("phone", FieldKind::phone), make_field("url", FieldKind::url),
         make_field("json", FieldKind::json)});
}

EntityDef lead_entity() {
    FieldDef owner = make_field("owner", FieldKind::link);
    owner.link = "user";
    owner.indexed = true;
    FieldDef email = make_field("email", FieldKind::email);
    email.key_column = true;
    FieldDef phone = make_field("phone", FieldKind::phone);
    phone.key_column = true;
    FieldDef code = make_field("code", FieldKind::text);
    code.unique = true;
    EntityDef lead = make_entity(
        "lead", "leads",
        {make_field("name", FieldKind::text), email, phone, code, owner,
         make_field("rank", FieldKind::integer), make_field("amount", FieldKind::money)});
    lead.indexes.push_back({{"owner", "-rank", "-id"}, false, "\"removed_at\" is null"});
    return lead;
}

EntityDef journal() {
    EntityDef journal = make_entity(
        "journal", "journal",
        {make_field("seq", FieldKind::integer), make_field("record", FieldKind::integer),
         make_field("what", FieldKind::text)});
    journal.plain = true;
    journal.system = true;
    return journal;
}

}  // namespace

std::vector<EntityDef> sample_entities() {
    EntityDef user = make_entity("user", "users", {make_field("name", FieldKind::text)});
    return {user, thing_entity(), lead_entity(), journal()};
}

CataloguePtr make_catalogue(std::vector<EntityDef> entities, std::int64_t version) {
    for (EntityDef& entity : entities) finish_entity(entity);
    auto catalogue = Catalogue::make(std::move(entities), version);
    EXPECT_TRUE(catalogue) << catalogue.error().log;
    return *catalogue;
}

Write make_write(const EntityDef& entity, Id id, std::vector<std::pair<std::string, Value>> values,
                 std::int64_t version) {
    Write write{version ? Write::Op::update : Write::Op::insert, &entity, id, version, {}};
    for (auto& [key, value] : values)
        write.values.emplace_back(entity.index_of(key), std::move(value));
    return write;
}

ChangeSet changes_of(std::vector<Write> writes) {
    ChangeSet changes;
    changes.writes = std::move(writes);
    return changes;
}

void StoreTest::SetUp() {
    place_ = make_place(GetParam());
    if (!place_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
    catalogue_ = make_catalogue(sample_entities());
    reopen();
}

void StoreTest::reopen() {
    store_.reset();
    auto store = place_->open();
    ASSERT_TRUE(store) << store.error().log;
    store_ = std::move(*store);
    take(catalogue_);
}

void StoreTest::take(CataloguePtr catalogue) {
    catalogue_ = std::move(catalogue);
    store_->use_catalogue(catalogue_);
    const Status shaped = store_->shape(*catalogue_);
    ASSERT_TRUE(shaped) << shaped.error().log;
}

::testing::AssertionResult StoreTest::applied(std::vector<Write> writes) {
    const auto done = apply(std::move(writes));
    if (done) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << done.error().code << " " << done.error().log;
}

std::optional<Record> StoreTest::get(const EntityDef& entity, Id id) {
    auto record = store_->read()->get(entity, id, Permit::house());
    EXPECT_TRUE(record) << record.error().log;
    return record ? *record : std::nullopt;
}

std::vector<Record> StoreTest::journal_after(std::int64_t seq, int limit) {
    auto rows = store_->read()->journal_after(seq, limit);
    EXPECT_TRUE(rows) << rows.error().log;
    return rows ? *rows : std::vector<Record>{};
}

Write StoreTest::journal_row(Id id, std::string what) {
    return make_write(entity("journal"), id, {{"record", id.value}, {"what", std::move(what)}});
}

std::string StoreTest::explained(const std::string& sql) {
    sqlite3* base = nullptr;
    sqlite3_open(place_->url().c_str(), &base);
    std::string plan;
    char* words = nullptr;
    sqlite3_exec(
        base, ("explain query plan " + sql).c_str(),
        [](void* out, int, char** cells, char**) {
            *static_cast<std::string*>(out) += std::string(cells[3]) + "\n";
            return 0;
        },
        &plan, &words);
    EXPECT_EQ(words, nullptr) << words << " " << sql;
    sqlite3_free(words);
    sqlite3_close(base);
    return plan;
}

}  // namespace vigil::storage::testing
