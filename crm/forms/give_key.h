// The public key under which a form stands: /f/KEY.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

Status give_form_key(UnitOfWork& work, const Record& form);

}  // namespace vigil
