// The act `complete_step`: a step is done or skipped; the next one's time starts now [M3].
#pragma once

#include "usecases/act_on_record.h"

namespace vigil {

// The open step after one that has just left `open` gets its days from now. Registered as what follows a change.
Status start_step_after(UnitOfWork& work, const Record& step);

Status complete_step(UnitOfWork& work, const Record& step, const ActInput& input);

}  // namespace vigil
