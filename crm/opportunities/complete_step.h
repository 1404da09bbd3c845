// The act `complete_step`: a step is done or skipped; the next one's time starts now [M3].
#pragma once

#include "usecases/act_on_record.h"

namespace vigil {

Status complete_step(UnitOfWork& work, const Record& step, const ActInput& input);

}  // namespace vigil
