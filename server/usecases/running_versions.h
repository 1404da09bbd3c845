// Versions of guidelines that are no longer the newest and still hold: a running promise keeps the one it was
// started by, and so does the exception that came of it.
#pragma once

#include "usecases/company.h"

namespace vigil {

// Whether promises of that version are under watch, or an exception of it is open.
Result<bool> is_running(ReadView& view, const Catalogue& catalogue, Id guideline, int version);

// Those before the newest that are running, of guidelines that are watched (on or in shadow); only versions that
// `concerns` names are asked after.
Result<std::vector<rules::GuidelinePtr>> running_before(
    ReadView& view, const Company& company,
    const std::function<bool(const rules::Guideline&)>& concerns);

// Refused `used_by_running` (guideline: its key, version).
std::unexpected<Fault> used_by_running(const rules::Guideline& guideline, std::string log = {});

}  // namespace vigil
