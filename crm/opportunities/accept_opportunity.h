// The act `accept`: the owner takes the opportunity on; the explicit act X6 waits for.
#pragma once

#include "usecases/act_on_record.h"

namespace vigil {

Status accept_opportunity(UnitOfWork& work, const Record& opportunity, const ActInput& input);

}  // namespace vigil
