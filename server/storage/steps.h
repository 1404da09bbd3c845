// A change set as statements. Made on the caller's thread, so that the writer only binds and runs.
#pragma once

#include <string>
#include <vector>

#include "ports/store.h"
#include "storage/shelf.h"

namespace vigil::storage {

struct Step {
    enum class Kind { insert, update, erase, unchanged, present, unlinked, wait };
    Kind kind = Kind::insert;
    const Layout* layout = nullptr;
    Id id{};
    std::string text{};  // with '?'
    std::vector<Cell> cells{};
    int seq_cell = -1;  // of a journal row: where its seq goes

    // Must touch as many rows as wanted, else somebody else was there first.
    bool counted() const { return kind != Kind::insert && kind != Kind::wait; }
    int rows_wanted() const { return kind == Kind::unlinked ? 0 : 1; }
};

// Points into the change set it was made of, and into `plans`.
struct Steps {
    std::vector<Step> steps;
    std::vector<PlanPtr> plans;
    int journal_rows = 0;
};

// The premise comes first, then those that must be unchanged or present, in a fixed order, so that no two wait for each
// other's; what must be unlinked comes last. On SQLite the one who runs a counted step counts the rows. On
// PostgreSQL the step itself fails with `no_row_state` when it touches none, so that a whole change set
// with its begin and commit can be sent at once.
Result<Steps> steps_of(const ChangeSet& changes, const Shelf& shelf, Dialect dialect);

inline constexpr std::string_view no_row_state = "22012";  // 1 / count(*)

Fault changed_meanwhile(const EntityDef& entity, Id id);
Fault not_unique(const EntityDef& entity, std::string_view columns);
Fault store_failed(std::string log);

}  // namespace vigil::storage
