// Which code belongs to which noun: acts and derivations by name, so that no room needs to know another.
#pragma once

#include "usecases/engine.h"

namespace vigil {

Registry shipped_registry();

}  // namespace vigil
