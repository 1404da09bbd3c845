// Two choices of a field become one: the one goes, its records take the other.
#pragma once

#include "usecases/jobs.h"

namespace vigil {

struct ChoiceMerge {
    std::string entity, field, from, to;  // keys
};

// A job of kind merge_choice: the choice is hidden first, so that nobody takes it any more, then records follow,
// removed ones too. Job undo takes both back. For administrators. Faults, at once: forbidden model_not_yours;
// not_found unknown_entity, unknown_field; fields_refused (wrong_type where it is no choice field, not_a_choice,
// read_only).
Result<Id> enqueue_choice_merge(Engine& engine, const Actor& actor, const ChoiceMerge& merge);
// {"changed": count}
Result<std::string> run_choice_merge_job(JobTask& task);

}  // namespace vigil
