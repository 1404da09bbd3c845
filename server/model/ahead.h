// What lies ahead, by our clock.
#pragma once

#include "model/value.h"

namespace vigil {

// How much faster than ours a caller's clock may run.
inline constexpr Span clocks_differ = minutes(5);

// Whether something is said to have happened later than now, and not only by such a clock. What is empty
// does not.
inline bool lies_ahead(const Value& moment, Moment now) {
    return !is_empty(moment) && moment_of(moment) > now + clocks_differ;
}

}  // namespace vigil
