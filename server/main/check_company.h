// `vigil check`: whether a company is whole. Nothing in it is changed, nothing is mended.
#pragma once

#include "main/house.h"

namespace vigil {

// The store's own check, and what stands in it: guidelines that cannot be read, and those that watch nothing though
// there is something to watch; whether anybody is left to administer it. Faults: store_failed, no_company.
Result<Soundness> check_company(const HouseOptions& options);

}  // namespace vigil
