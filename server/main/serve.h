// `vigil serve`: HTTP, the watch, the courier and live events over one company, until a signal stops it.
#pragma once

#include "main/house.h"
#include "main/options.h"

namespace vigil {

// Answers 0 when a signal has stopped it.
Result<int> serve(const Options& options);

}  // namespace vigil
