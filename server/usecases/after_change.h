// What a noun does when a record of it has changed, in the same unit of work: main registers it among the
// acts under this name. No entity declares it, so nobody calls it from outside.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

inline constexpr std::string_view after_change_act = "after_change";
// In the same way: what a noun says against a record that is about to be made or changed, as faults at its
// fields. check_record asks it, so that it holds by whatever way the record comes.
inline constexpr std::string_view check_act = "check";

// `after` as it has been staged. Nothing where its noun has nothing to do.
Status after_change(UnitOfWork& work, const Record& after);

}  // namespace vigil
