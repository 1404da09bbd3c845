// The act `qualify`: the lead is worth a seller's time. It stays a lead (W2); its questions, contact and
// opportunity are watched from here on.
#pragma once

#include "usecases/act_on_record.h"

namespace vigil {

Status qualify_lead(UnitOfWork& work, const Record& lead, const ActInput& input);

}  // namespace vigil
