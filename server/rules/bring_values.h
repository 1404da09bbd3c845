// A choice brings values with it: choosing a stage fills its probability.
#pragma once

#include "model/record.h"

namespace vigil::rules {

// Fills what the choices chosen in this act bring, except in fields the same act has filled otherwise. Of a
// new record (`before` null) all its choices are chosen now, and a field with its default counts as not filled.
void bring_values(const Record* before, Record& after);

}  // namespace vigil::rules
