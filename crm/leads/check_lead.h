// What cannot be said of a lead.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// Nobody has entered who enters tomorrow: its promises would not begin. Fault at entered_at: in_the_future.
// What stands so already is left alone.
Status check_lead(UnitOfWork& work, const Record& after);

}  // namespace vigil
