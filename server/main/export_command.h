// vigil export --data DIR ENTITY [FILE] [--filter CONDITION] [--fields A,B] [--sort FIELD] [--format csv|xlsx]
//              [--header labels|keys] [--links names|ids] [--user EMAIL]
#pragma once

#include "base/result.h"
#include "main/options.h"
#include "usecases/engine.h"

namespace vigil {

// Everything there is, or what `--user` may see. To FILE, which must not be there yet, or to standard output.
// Answers the exit status. Faults: usage, no_such_person, export_exists, those of export_file().
Result<int> export_command(Engine& engine, const Options& options);

}  // namespace vigil
