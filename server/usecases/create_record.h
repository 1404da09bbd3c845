// Makes one record of any entity.
#pragma once

#include "usecases/check_record.h"

namespace vigil {

// Stages it: defaults, the actor as owner where he is a rep, derived fields, all checks. For use inside
// acts and imports too.
Result<Record> stage_create(UnitOfWork& work, const EntityDef& entity, const RecordInput& input,
                            Owed owed = Owed::all);

Result<Committed> create_record(Engine& engine, const Actor& actor, const EntityDef& entity,
                                const RecordInput& input);

// What creating it would give, writing nothing: derived values, possible duplicates, guidelines that start.
struct CreatePreview {
    Record record;
    std::vector<Record> duplicates;
    std::vector<rules::GuidelinePtr> guidelines;
    // Whose such records are that he may not see, and whose its company's account is: so that nobody enters a
    // colleague's customer unknowingly. None = nobody's.
    std::vector<Id> known_to = {};
};
Result<CreatePreview> preview_create(Engine& engine, const Actor& actor, const EntityDef& entity,
                                     const RecordInput& input);

// The same of a change: what the record would be, whom it would then resemble, and the guidelines that would start.
// Faults as update_record().
Result<CreatePreview> preview_update(Engine& engine, const Actor& actor, const EntityDef& entity,
                                     Id id, const RecordInput& input, std::int64_t if_version);

// Records that share an e-mail, phone or other key with this one, within what he may see; at most 10.
Result<std::vector<Record>> find_duplicates(UnitOfWork& work, const Record& record);
// Owners of those that share an e-mail or phone with it and are out of his sight, and of the account that is its
// company where that is not his own; each once, at most 3.
Result<std::vector<Id>> find_known_to(UnitOfWork& work, const Record& record);

}  // namespace vigil
