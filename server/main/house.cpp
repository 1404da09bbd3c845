#include "main/house.h"

#include <filesystem>

#include "base/check.h"
#include "usecases/unit_of_work.h"
#include "watch/tick.h"

namespace vigil {

namespace {

constexpr std::string_view test_clock_key = "test_clock";

Result<std::unique_ptr<storage::CatalogueStore>> open_store(const HouseOptions& options) {
    if (!options.database.empty()) {
        storage::PostgresOptions postgres;
        postgres.url = options.database;
        postgres.pool_size = options.pool_size;
        return storage::open_postgres(postgres);
    }
    std::error_code error;
    if (!options.makes_folder && !std::filesystem::exists(options.data + "/vigil.db", error))
        return fail(FaultKind::refused, "no_company", options.data);
    std::filesystem::create_directories(options.data, error);
    if (error)
        return fail(FaultKind::unavailable, "store_failed", options.data + ": " + error.message());
    storage::SqliteOptions sqlite;
    sqlite.path = options.data + "/vigil.db";
    sqlite.durable = options.durable;
    return storage::open_sqlite(sqlite);
}

}  // namespace

Result<std::unique_ptr<House>> House::open(const HouseOptions& options) {
    std::unique_ptr<House> house(new House);
    VIGIL_TRY(house->store_, open_store(options));
    house->ids_.emplace(house->store_->node());
    if (options.test_now) {
        auto clock = std::make_unique<TestClock>(*options.test_now);
        house->test_clock_ = clock.get();
        house->clock_ = std::move(clock);
    } else {
        house->clock_ = std::make_unique<SystemClock>();
    }
    house->book_ = std::make_unique<CompanyBook>(*house->store_);
    VIGIL_DO(house->book_->reload());
    if (const auto kept = house->company()->settings.test_now; kept && house->test_clock_)
        house->test_clock_->stand_at(*kept);
    house->engine_ = std::make_unique<Engine>(
        Engine{*house->store_, *house->clock_, *house->ids_, *house->book_, house->registry_, {}});
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
    return keep_test_clock();
}

// So that time does not fall back when the house is opened again.
Status House::keep_test_clock() {
    const Actor house = Actor::house("clock");
    VIGIL_DO(work(*engine_, house, engine_->clock.now(), [&](UnitOfWork& unit) -> Status {
        const EntityDef& setting = unit.entity("setting");
        const int key = setting.index_of("key");
        const Value name = std::string(test_clock_key);
        VIGIL_TRY(const auto rows,
                  unit.view().find_by_key(setting, key,
                                          comparing_key(setting.fields[std::size_t(key)], name),
                                          Permit::house()));
        Record row(setting);
        if (rows.empty()) row.values[field_id] = unit.new_id();
        if (!rows.empty()) row = rows.front();
        Record after = row;
        after.set("key", name);
        after.set("value", "\"" + to_string(unit.now()) + "\"");
        if (rows.empty())
            unit.insert(after);
        else
            unit.update(row, after);
        return {};
    }));
    return {};
}

}  // namespace vigil
