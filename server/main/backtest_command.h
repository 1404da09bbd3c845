// vigil backtest GUIDELINE --data DIR [--from D --to D] [--json]
#pragma once

#include "base/words.h"
#include "main/options.h"
#include "usecases/engine.h"

namespace vigil {

// GUIDELINE: the key or id of one that exists, or a file with one that is only thought of (x.json). Without
// days: the last thirty. Prints what it would have raised.
Result<int> backtest_command(Engine& engine, const Options& options, const Words& words);

}  // namespace vigil
