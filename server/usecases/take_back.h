// One journal row taken back: what undoing a single act and undoing a job have in common.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// The record as it was before the row's act; of its making, the record removed. Faults (conflict): `later_change`
// (args field) when what the act left is no longer so, or what it made has been filled further since; those of a
// value that cannot be read any more.
Result<Record> before_act(const Record& row, const Record& now, Moment at);

// His own act on a record that he does not see (`hidden`) or may not change any more he takes back only when that
// act left it so: when nobody has done anything to it since, or it is his newest on it and the record comes back to
// him by it. `after`: the record as it would be. Faults: not_found where it is hidden, else forbidden
// `not_yours_to_change`.
Status check_reach(UnitOfWork& work, const Record& row, const Record& now, const Record& after,
                   bool hidden);

bool is_making(const Record& row);

// A value of a field as the journal keeps it, in JSON; and whether two are the same, however their JSON is written.
Result<Value> journaled_value(const FieldDef& field, const std::string& text);
bool same_value(const FieldDef& field, const Value& a, const Value& b);

}  // namespace vigil
