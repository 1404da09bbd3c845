// The part of every unit of work that keeps promises under watch: rows of `watch` change together with
// the records they watch over (architecture.md 5).
#pragma once

#include "rules/watch_step.h"
#include "usecases/unit_of_work.h"

namespace vigil {

rules::Watch to_watch(const Record& row);
// The row as it is to be, from the row as it was (or a blank one).
Record from_watch(const rules::Watch& watch, Record row);

// Stages a promise that starts. There is one per guideline, record and start: one that starts again at
// the same moment as one of `over`, the record's watches that are over (the record was restored, its
// status was put back, the guideline switched on again), is the old one going on, with the exception it had.
void begin_watch(UnitOfWork& work, rules::Watch watch, const EntityDef& entity,
                 const std::vector<Record>& over);
// Stages a new watch of a record of `entity`; gives it its id.
void insert_watch(UnitOfWork& work, rules::Watch watch, const EntityDef& entity);

// Whoever owns a record: its `owner`; for entities without one, the owner of the record it hangs on.
Id owner_of(const Record& record, rules::Facts& facts);

// Looks at every guideline that the staged changes may have moved and stages what becomes of its watches
// and exceptions.
Status watch_changes(UnitOfWork& work);

}  // namespace vigil
