#include "crm/opportunities/complete_step.h"

#include "usecases/conditions.h"

namespace vigil {

namespace {

// The open step after this one gets its days from now.
Status start_next(UnitOfWork& work, const Record& step) {
    const EntityDef& entity = *step.entity;
    Query query;
    query.entity = &entity;
    query.where = field_equals(entity, "opportunity", step.link("opportunity"));
    query.order = {{entity.index_of("position"), false}};
    query.limit = 100;
    VIGIL_TRY(const auto steps, work.view().find(query, Permit::house()));
    for (const auto& next : steps) {
        if (next.id() == step.id() || next.text("state") != "open") continue;
        if (integer_of(next["position"]) <= integer_of(step["position"])) continue;
        Record after = next;
        after.set("due", work.company().local_day(work.at()) + int(integer_of(next["days"], 1)));
        if (after.values != next.values) work.change(next, std::move(after), "schedule");
        break;
    }
    return {};
}

}  // namespace

Status complete_step(UnitOfWork& work, const Record& step, const ActInput& input) {
    if (step.text("state") != "open") return fail(FaultKind::refused, "step_closed_already");
    Record after = step;
    after.set("state", std::string(truth_of(given(input, "skipped")) ? "skipped" : "done"));
    after.set("done_at", work.at());
    work.change(step, std::move(after), "complete_step");
    return start_next(work, step);
}

}  // namespace vigil
