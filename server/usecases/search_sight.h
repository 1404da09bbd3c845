// Whose records a permit shows, where that follows from its condition alone: so that the search
// index need not name the records of everybody else.
#pragma once

#include <optional>
#include <vector>

#include "usecases/company.h"

namespace vigil {

// Every record that `permit` shows of `entity` belongs to one of these owners (none = nobody's).
// Nothing when the condition says no such thing, or names too many. It may show fewer than these:
// it is no substitute for the permit.
std::optional<std::vector<Id>> owners_in_sight(const Company& company, const Permit& permit,
                                               const EntityDef& entity);

// Whether he may make what nobody owns his own: his to change, as far as that follows from the condition alone,
// and the owner his to set. Who may not is not offered the act `take`.
bool takes_from_pool(const Company& company, const Permit& permit, const EntityDef& entity);

}  // namespace vigil
