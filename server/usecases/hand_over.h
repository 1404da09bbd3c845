// All that one person is responsible for goes to another, or round his team: who leaves or is long away [A7, X6].
#pragma once

#include "usecases/jobs.h"

namespace vigil {

struct HandOver {
    Id from;
    Id to;  // none = by rotation among the reps of his team
    bool deactivate = false;
};

// One kind of record that would move.
struct HandOverMove {
    std::string entity;  // key
    std::int64_t count = 0;
    std::string filter;  // lists exactly these
    bool stays = false;  // named only: a team he manages, while nobody is named to manage it
};

// What would move, of what the actor may see: open leads and opportunities, accounts, contacts, planned activities,
// forms that hand out to him, records of the company's own entities, open exceptions, teams he manages. Faults, of
// both calls: not_found; forbidden not_yours_to_change unless the actor may change the person, field_not_yours
// when he may not deactivate; fields_refused (to: no_such_person; deactivate: own_account); refused
// nobody_in_rotation when the team has no other rep at work.
Result<std::vector<HandOverMove>> preview_hand_over(Engine& engine, const Actor& actor,
                                                    const HandOver& ask);

// A job of kind hand_over, which job undo takes back. What one account holds goes to one person in a rotation.
Result<Id> enqueue_hand_over(Engine& engine, const Actor& actor, const HandOver& ask);
// {"moved": {ENTITY: count}, "refused": [{entity, record, code, …}]}: the first 1,000.
Result<std::string> run_hand_over_job(JobTask& task);

// What one person owns: `alive` is what a hand-over would move, whoever asks; `past` is what is over and only
// names him.
struct OwnedCount {
    std::int64_t alive = 0, past = 0;
};
Result<OwnedCount> owned_by(UnitOfWork& work, Id person);

// Whose records somebody owns for his work; accounts first, so that what hangs on them can follow.
std::vector<const EntityDef*> owned_entities(const Catalogue& catalogue);

}  // namespace vigil
