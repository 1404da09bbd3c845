// What cannot be said of a lead.
#pragma once

#include "usecases/stands_upon.h"

namespace vigil {

// Nobody has entered who enters tomorrow: its promises would not begin. Fault at entered_at: in_the_future.
// What stands so already is left alone.
Status check_lead(UnitOfWork& work, const Record& after);

// A lead stays qualified while an opportunity that was opened from it later lives. Faults of check_unlinked().
Status check_lead_taken_back(UnitOfWork& work, const Record& after, const ActRows& own);

}  // namespace vigil
