// Takes one act back by a compensating act, if nothing later stands on it.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// `journal`: a row of the act (Vigil-Journal). Faults: not_found, `undone_already` (conflict),
// `later_change` (conflict; args field), forbidden where the records are not his to change.
// Mails the act has caused that still wait are taken back too.
Result<Committed> undo_act(Engine& engine, const Actor& actor, Id journal);

}  // namespace vigil
