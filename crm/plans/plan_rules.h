// What follows from a plan's fields by itself.
#pragma once

#include "model/record.h"

namespace vigil {

// A plan begins with its period: whatever day of it was given.
void derive_plan(const Record* before, Record& after, Moment at);

}  // namespace vigil
