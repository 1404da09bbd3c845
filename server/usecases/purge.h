// Takes away rows that mean nothing any more: old attempts, sessions that are over, remembered requests
// and used form tickets.
#pragma once

#include "usecases/engine.h"

namespace vigil {

// Answers how many. In chunks, each a transaction of its own; several nodes may do it at once.
Result<int> purge_old(Engine& engine);

}  // namespace vigil
