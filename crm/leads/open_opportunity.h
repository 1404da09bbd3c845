// The act `open_opportunity`: asks for a date and an amount, and for what the company demands besides. Contact and
// account come from the lead, are found by its keys, or made from it; the lead stays and links what it became (W2).
#pragma once

#include "usecases/act_on_record.h"

namespace vigil {

Status open_opportunity(UnitOfWork& work, const Record& lead, const ActInput& input);

}  // namespace vigil
