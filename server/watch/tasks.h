// What the watch owes after a change that touches many promises (usecases/watch_tasks.h), a batch at a
// time. Each batch and the place reached stand in one transaction: a kill between two of them loses nothing
// and doubles nothing.
#pragma once

#include "usecases/engine.h"

namespace vigil::watch {

// Does the next batch of the oldest task; false when there is none.
//
// take: records to which a guideline that was switched on, or has a new version, applies already. Each
// promise is found by living through the record's journal with the rule on, so that it has the start and
// state it would have had; what is broken by then is raised as historic: bundled, not a storm. What an
// earlier version watches stays with it.
// release: promises of a guideline that is off end, its exceptions close as no longer applying.
// move: open deadlines are counted anew after a change of leave, team or calendar.
Result<bool> do_task(Engine& engine);

}  // namespace vigil::watch
