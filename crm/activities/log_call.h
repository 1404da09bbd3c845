// The act `log_call`: an outcome from a list is enough [T5, T6]. One act for every noun calls hang on.
#pragma once

#include "usecases/act_on_record.h"

namespace vigil {

Status log_call(UnitOfWork& work, const Record& record, const ActInput& input);

}  // namespace vigil
