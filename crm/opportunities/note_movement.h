// An activity is movement: an opportunity it hangs on is no longer eligible to be closed [X7].
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

Status note_movement(UnitOfWork& work, const Record& activity);

}  // namespace vigil
