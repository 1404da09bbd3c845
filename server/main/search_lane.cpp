#include "main/search_lane.h"

#include "storage/open_search.h"
#include "usecases/follow_search.h"

namespace vigil {

Result<std::unique_ptr<SearchIndex>> open_search(const HouseOptions& options) {
    if (options.database.empty()) return storage::open_sqlite_search(options.data + "/search.db");
    storage::PostgresOptions postgres;
    postgres.url = options.database;
    postgres.pool_size = options.pool_size;
    return storage::open_postgres_search(postgres);
}

namespace {
constexpr Span search_gathers{
    50'000};  // found within 100 ms; many at once cost much less than one by one
}

SearchLane::SearchLane(Engine& engine, SearchIndex& index,
                       std::function<void(const std::string&)> log)
    : engine_(engine),
      index_(index),
      log_(std::move(log)),
      lane_([this] { return round(); }, search_gathers) {}

void SearchLane::stop() {
    stopping_ = true;
    lane_.stop();
}

Span SearchLane::round() {
    const auto done = index_journal(engine_, index_, [this] { return stopping_.load(); });
    if (!done) log_("search: " + done.error().code + " " + done.error().log);
    // What other nodes write is seen then, and what this round has missed.
    return seconds(done ? 1 : 5);
}

}  // namespace vigil
