#include "crm/activities/check_activity.h"

#include "model/ahead.h"

namespace vigil {

Status check_activity(UnitOfWork& work, const Record& after) {
    const auto state = after.text("state");
    if (state == "planned" || state == "cancelled") return {};
    if (!lies_ahead(after["happened_at"], work.now())) return {};
    VIGIL_TRY(const auto before, work.view().get(*after.entity, after.id(), Permit::house()));
    const bool stood_so = before && (*before)["happened_at"] == after["happened_at"] &&
                          (*before)["state"] == after["state"];
    return stood_so ? Status() : fail_field("happened_at", "happened_in_future");
}

}  // namespace vigil
