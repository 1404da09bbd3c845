#include "base/sodium_ready.h"

#include <sodium.h>

#include "base/check.h"

namespace vigil {

void make_sodium_ready() {
    static const bool done = sodium_init() >= 0;
    VIGIL_CHECK(done);
}

}  // namespace vigil
