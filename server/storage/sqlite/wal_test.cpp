// The WAL stays short while many write and read.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

namespace fs = std::filesystem;

class Wal : public ::testing::Test {
  protected:
    static constexpr std::int64_t wal_bytes = 1 << 20;

    Wal() : folder_(fs::temp_directory_path() / ("vigil_wal_" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
        catalogue_ = make_catalogue(sample_entities());
        auto store = open_sqlite({.path = folder_ / "vigil.db",
                                  .cache_kib = 512,
                                  .wal_bytes = wal_bytes,
                                  .durable = false});
        EXPECT_TRUE(store) << store.error().log;
        store_ = *std::move(store);
        store_->use_catalogue(catalogue_);
        EXPECT_TRUE(store_->shape(*catalogue_));
    }
    ~Wal() override {
        store_.reset();
        fs::remove_all(folder_);
    }

    const EntityDef& lead() const { return catalogue_->need("lead"); }
    std::uintmax_t wal_size() const { return fs::file_size(folder_ / "vigil.db-wal"); }
    // 20 rows of 4 kB.
    bool write_some(std::int64_t first) {
        std::vector<Write> writes;
        for (std::int64_t i = 0; i < 20; ++i)
            writes.push_back(make_write(lead(), Id{first + i}, {{"name", std::string(4096, 'x')}}));
        return bool(store_->apply(changes_of(std::move(writes))));
    }
    // As a request does: one view, several questions.
    bool read_some() {
        Query query;
        query.entity = &lead();
        query.limit = 50;
        query.order = {{field_id, true}};
        const auto view = store_->read();
        for (int i = 0; i < 20; ++i)
            if (!view->find(query, Permit::house())) return false;
        return true;
    }

    fs::path folder_;
    CataloguePtr catalogue_;
    std::unique_ptr<CatalogueStore> store_;
};

TEST_F(Wal, IsBegunAnewThoughSomebodyAlwaysReads) {
    std::atomic<bool> done = false;
    std::atomic<int> failures = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 4; ++i)
        readers.emplace_back([&] {
            while (!done)
                if (!read_some()) ++failures;
        });
    for (std::int64_t i = 0; i < 250; ++i)  // 20 MB
        if (!write_some(1 + i * 20)) ++failures;
    done = true;
    for (auto& reader : readers) reader.join();
    EXPECT_EQ(failures, 0);
    EXPECT_LT(wal_size(), 12 * wal_bytes);
}

TEST_F(Wal, WhoHasAViewMayOpenAnother) {
    std::atomic<bool> done = false;
    std::thread writer([&] {
        for (std::int64_t i = 0; i < 200; ++i) write_some(1 + i * 20);
        done = true;
    });
    while (!done) {
        const auto view = store_->read();
        EXPECT_TRUE(view->get(lead(), Id{1}, Permit::house()));
        EXPECT_TRUE(read_some());
    }
    writer.join();
}

// What is said of a hundred thousand rows' values, SQLite keeps for its choices among indexes.
TEST_F(Wal, MuchWrittenIsLookedAt) {
    for (std::int64_t i = 0; i < 300; ++i) ASSERT_TRUE(write_some(1 + i * 20));
    store_.reset();
    sqlite3* base = nullptr;
    ASSERT_EQ(sqlite3_open((folder_ / "vigil.db").c_str(), &base), SQLITE_OK);
    int rows = 0;
    sqlite3_exec(
        base, "select 1 from sqlite_stat1 where tbl = 'leads'",
        [](void* count, int, char**, char**) { return ++*static_cast<int*>(count), 0; }, &rows,
        nullptr);
    sqlite3_close(base);
    EXPECT_GT(rows, 0);
}

}  // namespace
}  // namespace vigil::storage::testing
