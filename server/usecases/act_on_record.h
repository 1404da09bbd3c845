// Does one named act of a record: qualify, log_call, assign …
#pragma once

#include "usecases/check_record.h"

namespace vigil {

// Faults: not_found (no such act), not_yours_to_change, field_not_yours, fields_refused; and the act's own.
Status stage_act(UnitOfWork& work, const EntityDef& entity, Id id, std::string_view act,
                 const ActInput& input);

// `if_version`: as update_record().
Result<Committed> act_on_record(Engine& engine, const Actor& actor, const EntityDef& entity, Id id,
                                std::string_view act, const ActInput& input,
                                std::int64_t if_version = 0);

// For acts: a given value, or empty.
const Value& given(const ActInput& input, std::string_view key);

// What `act` was told under the names of fields of the entity it makes.
void give_asked(RecordInput& values, const ActDef& act, const EntityDef& made,
                const ActInput& input);

// Hands a record to another owner; the act `assign` of every entity that has one.
Status assign_record(UnitOfWork& work, const Record& record, const ActInput& input);

}  // namespace vigil
