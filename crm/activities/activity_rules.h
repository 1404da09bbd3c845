// What follows from an activity's fields by itself.
#pragma once

#include "model/record.h"

namespace vigil {

// Where a new one says no state: what lies ahead is planned, all else was held. `before` is null for a new
// activity.
void derive_activity(const Record* before, Record& after, Moment at);

}  // namespace vigil
