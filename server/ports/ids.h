// Ids for new records: unique in the database, greater than all this node made before.
#pragma once

#include "base/id.h"

namespace vigil {

class Ids {
  public:
    virtual ~Ids() = default;
    virtual Id next() = 0;  // thread-safe
};

}  // namespace vigil
