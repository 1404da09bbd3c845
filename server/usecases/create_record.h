// Makes one record of any entity.
#pragma once

#include "usecases/check_record.h"

namespace vigil {

// Somebody has it already.
struct KnownTo {
    Id owner;            // none = nobody's
    std::string entity;  // of what he looks after
    Id record;           // none = out of the asker's sight
    std::string by;      // the field of the new record that says so
};

// Stages it: defaults, the actor as owner where he is a rep, derived fields, all checks. For use inside
// acts and imports too.
Result<Record> stage_create(UnitOfWork& work, const EntityDef& entity, const RecordInput& input,
                            Owed owed = Owed::all);

Result<Committed> create_record(Engine& engine, const Actor& actor, const EntityDef& entity,
                                const RecordInput& input);

// Records that share an e-mail, phone or other key with this one, within what he may see; at most 10.
Result<std::vector<Record>> find_duplicates(UnitOfWork& work, const Record& record);
// What others look after of whom it could be: those that share an e-mail or phone with it and are out of his sight,
// and the account that is its company where that is not his own; each owner once, at most 3.
Result<std::vector<KnownTo>> find_known_to(UnitOfWork& work, const Record& record);

}  // namespace vigil
