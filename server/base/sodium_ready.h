// The library of cryptography is made ready once, before its first use.
#pragma once

namespace vigil {

// Any thread, any number of times.
void make_sodium_ready();

}  // namespace vigil
