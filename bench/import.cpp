// How many rows a second an import writes, with matching, journal, watch and job: bench_import [ROWS [FOLDER [CACHE_KIB]]].
// The ceiling is the same file read and typed but not written (a dry run stages all and commits nothing).
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "base/embedded.h"
#include "in/import/import_file.h"
#include "storage/open.h"

namespace {

using namespace vigil;

class NowClock final : public Clock {
  public:
    Moment now() const override {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
    }
};

class CountingIds final : public Ids {
  public:
    Id next() override { return {++last_}; }

  private:
    std::atomic<std::int64_t> last_{1'000};
};

std::string made_file(int rows) {
    std::string csv =
        "External id,First name,Last name,Company,Email,Phone,Source,Created date,Rating\n";
    const char* sources[] = {"Web site", "Referral", "Trade fair", "Campaign"};
    const char* ratings[] = {"hot", "warm", "cold", ""};
    for (int i = 0; i < rows; ++i) {
        const std::string n = std::to_string(i);
        csv += "X" + n + ",First" + std::to_string(i % 997) + ",Last" + std::to_string(i % 4'999) +
               ",Company " + std::to_string(i % 20'011) + " Ltd,person" + n +
               "@example.com,+49 30 " + std::to_string(1'000'000 + i) + "," + sources[i % 4] +
               ",2026-0" + std::to_string(i % 9 + 1) + "-1" + std::to_string(i % 10) + " 10:30," +
               ratings[i % 4] + "\n";
    }
    return csv;
}

Status switch_guidelines_on(Engine& engine) {
    const Actor house = Actor::house();
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        for (const auto& file : embedded_declarations()) {
            if (!file.path.ends_with(".guideline.json")) continue;
            std::string text(file.bytes);
            text.insert(text.rfind('}'), ", \"state\": \"on\"");
            Record row = unit.blank(unit.entity("guideline_version"));
            row.set("guideline", unit.new_id().value);
            row.set("number", std::int64_t(1));
            row.set("definition", text);
            unit.insert(row);
        }
        return {};
    }));
    return {};
}

int measure(Engine& engine, const std::string& csv, const char* what, const std::string& map,
            bool dry_run) {
    import::ImportOrder order;
    order.entity = "lead";
    order.open = [&]() -> Result<std::unique_ptr<import::Source>> {
        return import::memory_source(csv);
    };
    order.map = *import::parse_import_map(map);
    order.dry_run = dry_run;
    const auto begin = std::chrono::steady_clock::now();
    const auto done = import::import_file(engine, Actor::house("import"), order);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (!done)
        return std::fprintf(stderr, "%s: %s %s\n", what, done.error().code.c_str(),
                            done.error().log.c_str()),
               1;
    const auto& totals = done->totals;
    std::printf(
        "%-28s %8lld rows (%lld created, %lld updated, %lld unchanged, %lld refused) in %6.2f s = "
        "%8.0f rows/s\n",
        what, (long long)totals.rows(), (long long)totals.created, (long long)totals.updated,
        (long long)totals.unchanged, (long long)totals.refused, seconds,
        double(totals.rows()) / seconds);
    return 0;
}

int run(int rows, const std::filesystem::path& folder, int cache_kib) {
    auto store =
        storage::open_sqlite({.path = (folder / "vigil.db").string(), .cache_kib = cache_kib});
    if (!store) return 1;
    CompanyBook book(**store);
    NowClock clock;
    CountingIds ids;
    Registry registry;
    Engine engine{**store, clock, ids, book, registry, {}};
    if (!book.reload() || !switch_guidelines_on(engine)) return 1;
    const std::string csv = made_file(rows);
    int status = measure(engine, csv, "dry run", R"({"match": ["external_id"]})", true);
    status +=
        measure(engine, csv, "new rows, matched by id", R"({"match": ["external_id"]})", false);
    status += measure(engine, csv, "the same again", R"({"match": ["external_id"]})", false);
    status += measure(
        engine, csv, "each row changed",
        R"({"match": ["external_id"], "columns": {"Rating": null}, "derive": {"title": "{Rating} {Company}"}})",
        false);
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    const int rows = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const auto folder = std::filesystem::path(argc > 2 ? argv[2] : "build") /
                        ("bench_import_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const int status = run(rows, folder, argc > 3 ? std::atoi(argv[3]) : 8192);
    std::filesystem::remove_all(folder);
    return status ? 1 : 0;
}
