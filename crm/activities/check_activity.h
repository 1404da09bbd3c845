// What cannot be said of an activity.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// What is said to be done cannot lie ahead. Fault at happened_at: happened_in_future. What stands so
// already is left alone.
Status check_activity(UnitOfWork& work, const Record& after);

}  // namespace vigil
