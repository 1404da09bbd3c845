// What a rule does by itself, by the same acts a person would use.
#pragma once

#include "usecases/watching.h"

namespace vigil::watch {

// Who gets a record that is reassigned: the next active member of the owner's team in rotation; its manager
// when there is none or it has bounced `at_most` times; from a manager it came up to, the manager of the
// team above. None
// at the top of the tree: it stays there, its exception open, and goes round no more. (Administrators are
// told where nobody else is; records do not go to them.)
Id reassigned_to(const Company& company, const rules::Consequence& consequence, Id owner,
                 int bounces, Moment now);

// Stages it.
Status carry_out(UnitOfWork& work, const rules::Guideline& guideline,
                 const rules::Consequence& consequence, const Record& record,
                 const rules::Watch& watch);

// The next in the team after `owner`, by id, who is active, at work and takes records (a rep); none when
// he is the only one.
Id next_in_rotation(const Company& company, Id owner, Moment now);

}  // namespace vigil::watch
