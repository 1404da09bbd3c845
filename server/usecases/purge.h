// Takes away what means nothing any more: old attempts, sessions that are over, remembered requests, used
// form tickets and turns, old jobs, promises that were over long ago, and files past their time.
#pragma once

#include "usecases/engine.h"

namespace vigil {

// How long a promise that is over stays, so that an undo finds it.
inline constexpr Span watch_kept = days(400);

// Answers how many. In chunks, each a transaction of its own; several nodes may do it at once.
Result<int> purge_old(Engine& engine);

}  // namespace vigil
