// What becomes of an exception as its promise moves, ends and stands again.
#pragma once

#include "rules/watch_step.h"
#include "usecases/unit_of_work.h"

namespace vigil {

// What the watch does to exceptions, as the journal names it.
namespace watch_act {
inline constexpr const char* warn = "warn";    // its owner is warned
inline constexpr const char* raise = "raise";  // its promise is broken
inline constexpr const char* move = "move";    // with its record or a calendar
inline constexpr const char* step = "step";    // what was agreed has followed
inline constexpr const char* close = "close";
}  // namespace watch_act

// Whether a row of the journal tells what the watch did to an exception: that follows from what was done or from the
// clock, so it is never taken back by itself, and with what it followed from the watch takes it back.
bool is_by_watch(const Record& journal_row);

// Closes an exception in this unit of work: `closed_by` as api.md has it.
Status close_exception(UnitOfWork& work, Id exception, std::string_view closed_by);

// Closes the exception of a promise that is met or void, as of the moment it ended. One that was closed already, but
// for another reason than acceptance, takes this reason and moment (`anew`).
Status end_exception(UnitOfWork& work, const rules::Watch& watch, Moment ended, bool anew = false);

// Whoever has the record now has its exception too: he sees it, he is reminded.
Status follow_owner(UnitOfWork& work, const rules::Watch& watch);

// What closed it is no longer so: it stands again as far as its time has come. What somebody has accepted stays so,
// and nothing follows.
Status reopen_exception(UnitOfWork& work, rules::Watch& watch);

// What was agreed as a consequence does not follow an accepted breach.
Status quieten(UnitOfWork& work, const Record& exception);

// After an undo that took an acceptance back, or brought one back: the exception is as its promise is without it, and
// what was agreed follows again.
Status follow_acceptance(UnitOfWork& work);

// When a promise that is kept was kept, by the deeds that stand: the last act before which it was open. Nothing where
// no act tells, as when time alone has kept it. `now`: the record as it will be.
Result<std::optional<Moment>> kept_since(UnitOfWork& work, const rules::Guideline& guideline,
                                         const rules::Watch& watch, rules::Facts& now);

}  // namespace vigil
