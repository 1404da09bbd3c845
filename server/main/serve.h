// `vigil serve`: HTTP, the watch, the courier and live events over one company, until a signal stops it.
#pragma once

#include "main/house.h"
#include "main/options.h"

namespace vigil {

// Exit status: 0 stopped by a signal, 1 failed.
int serve(const Options& options);

}  // namespace vigil
