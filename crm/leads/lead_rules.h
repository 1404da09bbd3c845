// What follows from a lead's fields by itself.
#pragma once

#include "model/record.h"

namespace vigil {

// The moment of entry, from which X1 and X2 count, and the moment it was qualified, from which X3, X4 and
// X8 count. `before` is null for a new lead.
void derive_lead(const Record* before, Record& after, Moment at);

}  // namespace vigil
