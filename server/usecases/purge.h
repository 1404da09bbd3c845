// Takes away what means nothing any more: old attempts, sessions that are over, remembered requests, used
// form tickets, old jobs, and files past their time.
#pragma once

#include "usecases/engine.h"

namespace vigil {

// Answers how many. In chunks, each a transaction of its own; several nodes may do it at once.
Result<int> purge_old(Engine& engine);

}  // namespace vigil
