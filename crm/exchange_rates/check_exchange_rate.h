// What cannot be said of an exchange rate.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// Worth something, of a currency that is not the company's, and the only one from its day on. Faults at its fields:
// unknown_currency, rate_of_own_currency, not_positive, above_most, rate_given_twice.
Status check_exchange_rate(UnitOfWork& work, const Record& after);

}  // namespace vigil
