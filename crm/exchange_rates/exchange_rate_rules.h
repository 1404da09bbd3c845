// What follows from an exchange rate's fields by itself.
#pragma once

#include "model/record.h"

namespace vigil {

// A currency is written in capitals, however it was typed.
void derive_exchange_rate(const Record* before, Record& after, Moment at);

}  // namespace vigil
