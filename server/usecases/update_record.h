// Changes one record, by the fields named; removes it to the recycle bin and brings it back.
#pragma once

#include "usecases/check_record.h"

namespace vigil {

// Stages it. `act` is what the journal calls it.
Result<Record> stage_update(UnitOfWork& work, const EntityDef& entity, Id id,
                            const RecordInput& input, std::string act = "update");

// Nothing when `if_version` is 0 or the record's own; else fault version_differs (conflict).
Status check_version(const Record& record, std::int64_t if_version);

// `if_version` > 0: only when the record still has that version; else fault version_differs (conflict).
Result<Committed> update_record(Engine& engine, const Actor& actor, const EntityDef& entity, Id id,
                                const RecordInput& input, std::int64_t if_version = 0);

Status stage_remove(UnitOfWork& work, const EntityDef& entity, Id id);
Result<Committed> remove_record(Engine& engine, const Actor& actor, const EntityDef& entity, Id id,
                                std::int64_t if_version = 0);
Status stage_restore(UnitOfWork& work, const EntityDef& entity, Id id);
Result<Committed> restore_record(Engine& engine, const Actor& actor, const EntityDef& entity, Id id,
                                 std::int64_t if_version = 0);

// Fills what follows from other fields: what choices bring, then as the noun's rules say. `before` is null
// for a new record.
void derive(UnitOfWork& work, const Record* before, Record& after);
void derive(UnitOfWork& work, const Record& before, Record& after);

}  // namespace vigil
