// The act `return_to_marketing`: a lead sales does not follow up goes back, without an owner [L12].
#pragma once

#include "usecases/act_on_record.h"

namespace vigil {

Status return_to_marketing(UnitOfWork& work, const Record& lead, const ActInput& input);

}  // namespace vigil
