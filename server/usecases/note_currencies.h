// Which currencies records hold, so that whoever looks after the rates is told of one without any.
#pragma once

#include <deque>

#include "usecases/engine.h"
#include "usecases/facts.h"

namespace vigil {

// Of what has just been written: a currency the company has not met before joins Settings::used. Costs a look
// at each value; a write of its own the first time. Should that fail, the next record of it tries again.
void note_currencies(Engine& engine, const Company& company, const std::deque<Staged>& written);

}  // namespace vigil
