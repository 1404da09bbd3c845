// The plans that the managers of the demo have set their people.
#pragma once

#include "main/demo/staff.h"
#include "main/house.h"

namespace vigil::demo {

// For the present month, and for two more of what is to be won: a little more than each has done in a
// month so far. By each team's manager, now.
Status set_targets(House& house, const Staff& staff);

}  // namespace vigil::demo
