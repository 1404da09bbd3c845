// The pool: records that nobody owns, which whoever may change them takes.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

inline constexpr std::string_view take_act = "take";

// The record, as whoever would take it asks for it. Fault conflict `taken_by` (name): another has it, also where it
// has left the asker's sight by having been taken out of the pool.
Result<Record> need_untaken(UnitOfWork& work, const EntityDef& entity, Id id);

// Its doer owns it from now on, or whom he enters for; the act `take` of every entity that has one. Nothing
// where he has it already.
Status take_record(UnitOfWork& work, const Record& record, const ActInput& input);

// Stages that it has another owner, or with Empty none: into the pool. Nothing where it is so already.
void give_record(UnitOfWork& work, const Record& record, Value owner, std::string act);

}  // namespace vigil
