// Takes one act back by a compensating act, if nothing later stands on it.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// `journal`: a row of the act (Vigil-Journal). Faults: not_found, `undone_already` (conflict),
// `later_change` (conflict; args field), `cannot_be_undone` (conflict: what was handed out), forbidden where
// the records are not his to change.
// Mails the act has caused that still wait are taken back too.
Result<Committed> undo_act(Engine& engine, const Actor& actor, Id journal);

// A value of a field as the journal keeps it, in JSON; and whether two are the same, however their JSON is written.
Result<Value> journaled_value(const FieldDef& field, const std::string& text);
bool same_value(const FieldDef& field, const Value& a, const Value& b);

// Whether it would be done at this moment; `row` is one of the act's. Of an act on very many records only this
// row's own is looked at.
Result<bool> can_undo_act(Engine& engine, const Actor& actor, const Record& row);

}  // namespace vigil
