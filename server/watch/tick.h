// What the clock does: warns, raises exceptions, carries out what was agreed. Looks only at what is due;
// its cost does not grow with the number of records.
#pragma once

#include "usecases/engine.h"

namespace vigil::watch {

// What a guideline that was switched on, a changed calendar … owes is done in the same way, in batches,
// when nothing is due (watch/tasks.h).
struct TickReport {
    int looked_at = 0;  // watches that were due
    int warned = 0;
    int raised = 0;
    int consequences = 0;
    int put_off = 0;  // could not be dealt with; looked at again in an hour
};

// Whether anybody is told and anything follows by rule; a back-test wants neither.
enum class Effects { all, none };

// Deals with everything due at `engine.clock.now()`, in order. Safe to run on many nodes at once and to
// be killed at any point: each watch changes together with its exception and its mails, or not at all.
Result<TickReport> tick(Engine& engine, Effects effects = Effects::all);

// When the next watch falls due; nothing when none waits.
Result<std::optional<Moment>> next_due(Engine& engine);

// How far the watch is behind: now minus the oldest watch that is due; zero when none is.
Result<Span> lag(Engine& engine);

}  // namespace vigil::watch
