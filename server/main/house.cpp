#include "main/house.h"

#include <filesystem>

#include "base/check.h"

#include "watch/tick.h"

namespace vigil {

namespace {

Result<std::unique_ptr<storage::CatalogueStore>> open_store(const HouseOptions& options) {
    if (!options.database.empty()) {
        storage::PostgresOptions postgres;
        postgres.url = options.database;
        postgres.pool_size = options.pool_size;
        return storage::open_postgres(postgres);
    }
    std::error_code error;
    std::filesystem::create_directories(options.data, error);
    if (error) return fail(FaultKind::unavailable, "store_failed", options.data + ": " + error.message());
    storage::SqliteOptions sqlite;
    sqlite.path = options.data + "/vigil.db";
    sqlite.durable = options.durable;
    return storage::open_sqlite(sqlite);
}

}  // namespace

Result<std::unique_ptr<House>> House::open(const HouseOptions& options) {
    std::unique_ptr<House> house(new House);
    VIGIL_TRY(house->store_, open_store(options));
    if (options.test_now) {
        auto clock = std::make_unique<TestClock>(*options.test_now);
        house->test_clock_ = clock.get();
        house->clock_ = std::move(clock);
    } else {
        house->clock_ = std::make_unique<SystemClock>();
    }
    house->book_ = std::make_unique<CompanyBook>(*house->store_);
    VIGIL_DO(house->book_->reload());
    house->engine_ = std::make_unique<Engine>(
        Engine{*house->store_, *house->clock_, house->ids_, *house->book_, house->registry_, {}});
    return house;
}

Status House::put_forward(Moment to, const SendDue& send) {
    VIGIL_CHECK(test_clock_);
    while (true) {
        VIGIL_DO(watch::tick(*engine_));
        VIGIL_TRY(const auto next_mail, send());
        VIGIL_TRY(auto next, watch::next_due(*engine_));
        if (next_mail && (!next || *next_mail < *next)) next = next_mail;
        if (!next || *next > to) break;
        test_clock_->put_forward(*next);
    }
    test_clock_->put_forward(to);
    return {};
}

}  // namespace vigil
