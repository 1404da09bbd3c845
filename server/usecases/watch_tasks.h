// Work the watch owes after a change that touches many promises at once: a guideline switched on or off, a
// calendar changed. It is queued with the change, in its transaction, and done in batches by the watch
// (watch/tasks.h), so that no write grows with the number of records.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

namespace task {
inline constexpr const char* take = "take";        // records a guideline already applies to
inline constexpr const char* release = "release";  // promises of a guideline that is off
inline constexpr const char* move = "move";        // open deadlines of `user`, or of everybody
}  // namespace task

// Queues what the staged changes of guidelines, people, teams and calendars ask for.
Status queue_watch_tasks(UnitOfWork& work);

}  // namespace vigil
