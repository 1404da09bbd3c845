#include "main/house.h"

#include <algorithm>
#include <filesystem>

#include "base/check.h"
#include "usecases/purge.h"
#include "usecases/unit_of_work.h"
#include "watch/tick.h"

namespace vigil {

namespace {

Moment whole_second_from(Moment at) {
    const std::int64_t second = seconds(1).us;
    return Moment{(at.us + second - 1) / second * second};
}

Status check_ground(const HouseOptions& options) {
    using storage::Ground;
    if (options.makes_folder) return {};
    VIGIL_TRY(const Ground ground, options.database.empty()
                                       ? storage::ground_of_sqlite(options.data + "/vigil.db")
                                       : storage::ground_of_postgres(options.database));
    if (ground == Ground::company || (ground == Ground::bare && options.may_be_bare)) return {};
    return fail(FaultKind::refused, "no_company", options.data);
}

}  // namespace

Result<std::unique_ptr<storage::CatalogueStore>> open_store(const HouseOptions& options) {
    VIGIL_DO(check_ground(options));
    if (!options.database.empty()) {
        storage::PostgresOptions postgres;
        postgres.url = options.database;
        postgres.pool_size = options.pool_size;
        return storage::open_postgres(postgres);
    }
    std::error_code error;
    std::filesystem::create_directories(options.data, error);
    if (error)
        return fail(FaultKind::unavailable, "store_failed", options.data + ": " + error.message());
    storage::SqliteOptions sqlite;
    sqlite.path = options.data + "/vigil.db";
    sqlite.durable = options.durable;
    return storage::open_sqlite(sqlite);
}

Result<std::unique_ptr<House>> House::open(const HouseOptions& options) {
    std::unique_ptr<House> house(new House);
    VIGIL_TRY(house->store_, open_store(options));
    house->ids_.emplace(house->store_->node());
    house->book_ = std::make_unique<CompanyBook>(*house->store_);
    VIGIL_DO(house->book_->reload());
    house->set_clock(options);
    house->engine_ = std::make_unique<Engine>(
        Engine{*house->store_, *house->clock_, *house->ids_, *house->book_, house->registry_, {}});
    return house;
}

void House::set_clock(const HouseOptions& options) {
    const auto kept = company()->settings.test_now;
    if (options.test_now || (options.at_kept_clock && kept)) {
        auto clock =
            std::make_unique<TestClock>(kept.value_or(options.test_now.value_or(Moment{})));
        test_clock_ = clock.get();
        clock_ = std::move(clock);
    } else {
        clock_ = std::make_unique<SystemClock>();
    }
}

Status House::put_forward(Moment to, const SendDue& send) {
    VIGIL_CHECK(test_clock_);
    while (true) {
        VIGIL_DO(watch::tick(*engine_));
        VIGIL_TRY(const auto next_mail, send());
        VIGIL_TRY(auto next, watch::next_due(*engine_));
        if (next_mail && (!next || *next_mail < *next)) next = next_mail;
        if (!next || *next > to) break;
        test_clock_->put_forward(std::min(whole_second_from(*next), to));
    }
    test_clock_->put_forward(to);
    VIGIL_DO(purge_old(*engine_));
    return keep_test_clock();
}

// So that time does not fall back when the house is opened again.
Status House::keep_test_clock() {
    const Actor house = Actor::house("clock");
    VIGIL_DO(work(*engine_, house, engine_->clock.now(), [&](UnitOfWork& unit) -> Status {
        const EntityDef& setting = unit.entity("setting");
        const int key = setting.index_of("key");
        const Value name = std::string(test_clock_setting);
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
