// What a rule does by itself, by the same acts a person would use.
#pragma once

#include "usecases/watching.h"

namespace vigil::watch {

// Stages it. Who gets a reassigned record: the next active member of the owner's team in rotation, or
// its manager once it has bounced `at_most` times.
Status carry_out(UnitOfWork& work, const rules::Guideline& guideline,
                 const rules::Consequence& consequence, const Record& record,
                 const rules::Watch& watch);

// The next in the team after `owner`, by id, who is active, at work and takes records (a rep); none when
// he is the only one.
Id next_in_rotation(const Company& company, Id owner, Moment now);

}  // namespace vigil::watch
