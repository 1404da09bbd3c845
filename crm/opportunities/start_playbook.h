// Every new opportunity gets the steps of the playbook of its stage, each with its due date [M1-M3].
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

Status start_playbook(UnitOfWork& work, const Record& opportunity);

}  // namespace vigil
