// What follows from the fields of an opportunity and of its steps by itself.
#pragma once

#include "model/record.h"

namespace vigil {

// One that moves (stage, amount, close date) is no longer eligible to be closed. When it became won or lost
// is kept; one that is entered as won or lost already, its close date gone by, was so at that day's noon UTC.
void derive_opportunity(const Record* before, Record& after, Moment at);

// A step is done when it leaves `open`, by whatever way; one that is open again was not done.
void derive_step(const Record* before, Record& after, Moment at);

}  // namespace vigil
