// The thread that keeps the search index up with the journal.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "main/house.h"
#include "main/lanes.h"
#include "ports/search.h"

namespace vigil {

// DATA/search.db beside an SQLite company, tables in the database beside PostgreSQL. Fault
// store_failed.
Result<std::unique_ptr<SearchIndex>> open_search(const HouseOptions& options);

// Ring it when something has been journaled. The first round fills an index that is new.
class SearchLane {
  public:
    // Both outlive it. `log` is told faults; it tries again by itself.
    SearchLane(Engine& engine, SearchIndex& index, std::function<void(const std::string&)> log);
    ~SearchLane() { stop(); }

    void start() { lane_.start(); }
    void stop();
    void ring() { lane_.ring(); }  // never waits

  private:
    Span round();

    Engine& engine_;
    SearchIndex& index_;
    std::function<void(const std::string&)> log_;
    std::atomic<bool> stopping_ = false;
    Lane lane_;
};

}  // namespace vigil
