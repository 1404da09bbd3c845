// A company's own role: named, made like another, and with that one's rights to begin with.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// Gives a new role its key, from its name, for good.
void derive_role(const Record* before, Record& after, Moment at);
// Its rights are those of the role it is made like, as they are now; later each goes its own way.
Status begin_role(UnitOfWork& work, const Record& role);

}  // namespace vigil
