// What follows from an activity's fields by itself.
#pragma once

#include "model/record.h"

namespace vigil {

// Whether something is said to have happened later than now, and not only by a clock that runs a little
// fast (5 minutes). What is empty does not.
bool lies_ahead(const Value& moment, Moment now);

// Where a new one says no state: what lies ahead is planned, all else was held. `before` is null for a new
// activity.
void derive_activity(const Record* before, Record& after, Moment at);

}  // namespace vigil
