// vigil import --data DIR ENTITY FILE.csv[.gz] [--map MAP.json] [--match FIELD,…] [--historic] [--dry-run] [--json]
//              [--refused PATH]
#pragma once

#include <string>
#include <vector>

#include "base/words.h"
#include "usecases/engine.h"

namespace vigil {

// `args`: what stands behind `import`, without --data and --database. `actor`: who imports; channel and
// historic are set here. Answers the exit status: 0 done (rows may have been refused: they stand in
// FILE.refused.csv beside the file, or at --refused), 1 failed (told on stderr), 2 wrong usage. Rows that were
// written but deserve a look stand in FILE.warnings.csv. Progress goes to stderr when that is a terminal; with
// --json the result is one JSON line on stdout, and progress lines before it: {"done": n, "total": n}.
int import_command(Engine& engine, Actor actor, const Words& words,
                   const std::vector<std::string>& args);

// vigil import --undo JOB: not a command of its own in api.md; the same by POST /jobs/ID/undo.
int undo_import_command(Engine& engine, const Actor& actor, const std::string& job);

}  // namespace vigil
