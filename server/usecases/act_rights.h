// Which acts a person's role lets him do. An act writes fields of its record and makes another of which it fills
// fields (ActDef::writes, makes, fills): it is his where all of these are his to write.
#pragma once

#include <vector>

#include "usecases/company.h"

namespace vigil {

struct ActOfRole {
    const ActDef* act;
    // Where one of these holds of the record, the act would write a field that is not his.
    std::vector<ConditionPtr> barred;
};

// In their order, without those that are barred from every record. Whose records he may act on is not asked.
std::vector<ActOfRole> acts_of_role(const Company& company, const Permit& permit,
                                    const EntityDef& entity);

// Fault: the store's.
Result<bool> is_barred(const ActOfRole& act, const Record& record, const ConditionContext& context);

}  // namespace vigil
