// What `vigil check` asks of the guidelines and their watches.
#pragma once

#include <string>
#include <vector>

#include "usecases/company.h"

namespace vigil::watch {

// One line each: versions whose definition is no JSON; the newest version of a guideline that is watched and cannot be
// read (it speaks of a field that is gone); guidelines of which no watch is there at all, though records meet their
// start and nobody is about to take them.
Result<std::vector<std::string>> check_guidelines(ReadView& view, const Company& company,
                                                  Moment now);

}  // namespace vigil::watch
