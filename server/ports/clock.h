// The only place where time comes from. The test clock stands still until it is put forward.
#pragma once

#include "base/moment.h"

namespace vigil {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Moment now() const = 0;  // thread-safe
};

}  // namespace vigil
