// What stands on a record whose making, or whose change, is to be taken back.
#pragma once

#include <set>

#include "usecases/unit_of_work.h"

namespace vigil {

// The acts that are taken back together: rows of the journal with `value` in `field` (act_group, job).
struct ActRows {
    const char* field;
    Id value;
};

struct Linked {
    Id parent;
    Record child;
};

// What people link by, not who made a record or what the house keeps about it.
bool is_linked_by(const Catalogue::ChildLink& link);

// Live records of `child` that link by `link` to one of `parents`, newest first.
struct Children {
    std::vector<Linked> others;  // no part of `own`; it looks no further when it has found `enough`
    std::vector<Id> own;
};
Result<Children> linked_since(UnitOfWork& work, const Catalogue::ChildLink& link,
                              const std::vector<Id>& parents, const ActRows& own,
                              std::size_t enough);

// Those of these records about which an exception is open.
Result<std::set<Id>> with_broken_promises(UnitOfWork& work, const std::vector<Id>& records);

// Whether who takes back his making may take the broken promises about it out of the world too.
bool may_drop_promises(const Actor& actor, const EntityDef& entity);

// No live record of `child` links to it but those of `own`, until this is written. Faults (conflict):
// `built_upon` (kind, title), `has_children` where he may not see which.
Status check_unlinked(UnitOfWork& work, const Record& record, const Catalogue::ChildLink& link,
                      const ActRows& own);

// Nothing stands on a record that goes as its making is taken back: the faults above, and `promise_broken`
// (conflict; broken) where an exception about it is open and he may not remove such records.
Status check_stands_alone(UnitOfWork& work, const Record& made, const ActRows& own);

// What the noun says against taking back a change; `after`: the record as it would be.
Status check_taken_back(UnitOfWork& work, const Record& after, const ActRows& own);

}  // namespace vigil
