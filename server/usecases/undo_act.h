// Takes one act back by a compensating act, if nothing later stands on it: no later change of what it changed, nothing
// linked since to what it made, no broken promise about it that its maker might not remove (stands_upon.h).
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// `journal`: a row of the act (Vigil-Journal). Faults: not_found, `undone_already` (conflict),
// `later_change` (conflict; args field), `cannot_be_undone` (conflict: what was handed out), `done_by_clock`
// (conflict: all of it is what the watch did to exceptions), those of check_stands_alone(), forbidden where the
// records are not his to change. Of a record that has left his sight only the act that moved it away (check_reach()).
// Mails the act has caused that still wait are taken back too; exceptions that followed from it follow again,
// whoever may see them.
Result<Committed> undo_act(Engine& engine, const Actor& actor, Id journal);

// Whether it would be done at this moment; `row` is one of the act's. Of an act on very many records only this
// row's own is looked at.
Result<bool> can_undo_act(Engine& engine, const Actor& actor, const Record& row);

}  // namespace vigil
