// What a noun does when a record of it has changed, in the same unit of work: main registers it among the
// acts under this name. No entity declares it, so nobody calls it from outside.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

inline constexpr std::string_view after_change_act = "after_change";

// `after` as it has been staged. Nothing where its noun has nothing to do.
Status after_change(UnitOfWork& work, const Record& after);

}  // namespace vigil
