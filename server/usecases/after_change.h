// What a noun does when a record of it has changed, in the same unit of work: Registry::changed.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// `after` as it has been staged. Nothing where its noun has nothing to do.
Status after_change(UnitOfWork& work, const Record& after);

}  // namespace vigil
