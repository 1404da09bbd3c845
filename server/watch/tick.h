// What the clock does: warns, raises exceptions, carries out what was agreed. Looks only at what is due;
// its cost does not grow with the number of records.
#pragma once

#include "usecases/engine.h"

namespace vigil::watch {

struct TickReport {
    int looked_at = 0;  // watches that were due
    int warned = 0;
    int raised = 0;
    int consequences = 0;
};

// Deals with everything due at `engine.clock.now()`, in order. Safe to run on many nodes at once and to
// be killed at any point: each watch changes together with its exception and its mails, or not at all.
Result<TickReport> tick(Engine& engine);

// When the next watch falls due; nothing when none waits.
Result<std::optional<Moment>> next_due(Engine& engine);

// How far the watch is behind: now minus the oldest watch that is due; zero when none is.
Result<Span> lag(Engine& engine);

}  // namespace vigil::watch
