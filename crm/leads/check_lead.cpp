#include "crm/leads/check_lead.h"

#include "model/ahead.h"

namespace vigil {

Status check_lead(UnitOfWork& work, const Record& after) {
    if (!lies_ahead(after["entered_at"], work.now())) return {};
    VIGIL_TRY(const auto before, work.view().get(*after.entity, after.id(), Permit::house()));
    const bool stood_so = before && (*before)["entered_at"] == after["entered_at"];
    return stood_so ? Status() : fail_field("entered_at", "in_the_future");
}

}  // namespace vigil
