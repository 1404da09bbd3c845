#include "crm/leads/check_lead.h"

#include "model/ahead.h"

namespace vigil {

Status check_lead(UnitOfWork& work, const Record& after) {
    if (!lies_ahead(after["entered_at"], work.now())) return {};
    VIGIL_TRY(const auto before, work.view().get(*after.entity, after.id(), Permit::house()));
    const bool stood_so = before && (*before)["entered_at"] == after["entered_at"];
    return stood_so ? Status() : fail_field("entered_at", "in_the_future");
}

Status check_lead_taken_back(UnitOfWork& work, const Record& after, const ActRows& own) {
    if (after.text("status") == "qualified") return {};
    VIGIL_TRY(const auto now, work.view().get(*after.entity, after.id(), Permit::house()));
    if (!now || now->text("status") != "qualified") return {};
    const EntityDef& opportunity = work.entity("opportunity");
    return check_unlinked(work, after, {&opportunity, opportunity.index_of("lead")}, own);
}

}  // namespace vigil
