#include "crm/opportunities/note_movement.h"

namespace vigil {

Status note_movement(UnitOfWork& work, const Record& activity) {
    const Id id = activity.link("opportunity");
    if (!id) return {};
    VIGIL_TRY(const auto found, work.view().get(work.entity("opportunity"), id, Permit::house()));
    if (!found || !truth_of((*found)["eligible_to_close"])) return {};
    Record after = *found;
    after.set("eligible_to_close", Empty{});
    work.change(*found, std::move(after), "movement");
    return {};
}

}  // namespace vigil
