// A change set as statements. Made on the caller's thread, so that the writer only binds and runs.
#pragma once

#include <string>
#include <vector>

#include "ports/store.h"
#include "storage/shelf.h"

namespace vigil::storage {

struct Step {
    enum class Kind { insert, update, erase, unchanged };
    Kind kind = Kind::insert;
    const Layout* layout = nullptr;
    Id id{};
    std::string text{};  // with '?'
    std::vector<Cell> cells{};
    int seq_cell = -1;  // of a journal row: where its seq goes

    // Must touch exactly one row, else somebody else was there first.
    bool counted() const { return kind != Kind::insert; }
};

// Points into the change set it was made of, and into `plans`.
struct Steps {
    std::vector<Step> steps;
    std::vector<PlanPtr> plans;
    int journal_rows = 0;
    bool needs_check = false;  // at least one step is counted()
};

// Those that must be unchanged come first.
Result<Steps> steps_of(const ChangeSet& changes, const Shelf& shelf, Dialect dialect);

Fault changed_meanwhile(const EntityDef& entity, Id id);
Fault not_unique(const EntityDef& entity, std::string_view columns);
Fault store_failed(std::string log);

}  // namespace vigil::storage
