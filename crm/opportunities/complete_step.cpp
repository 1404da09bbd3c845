#include "crm/opportunities/complete_step.h"

#include <algorithm>

#include "usecases/after_change.h"
#include "usecases/conditions.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

const Staged* staged_of(UnitOfWork& work, const Record& step) {
    const auto found = std::ranges::find_if(work.staged(), [&](const Staged& one) {
        return one.after.id() == step.id() && one.after.entity->key == step.entity->key;
    });
    return found == work.staged().end() ? nullptr : &*found;
}

// The open step after this one gets its days from now.
Status start_next(UnitOfWork& work, const Record& step) {
    const EntityDef& entity = *step.entity;
    Query query;
    query.entity = &entity;
    query.where = field_equals(entity, "opportunity", step.link("opportunity"));
    query.order = {{entity.index_of("position"), false}};
    query.limit = 100;
    VIGIL_TRY(const auto steps, work.view().find(query, Permit::house()));
    for (const auto& stored : steps) {
        const Staged* staged = staged_of(work, stored);
        const Record next = staged ? staged->after : stored;
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

Status start_step_after(UnitOfWork& work, const Record& step) {
    const Staged* staged = staged_of(work, step);
    const bool was_open = staged && staged->before && staged->before->text("state") == "open";
    return was_open && step.text("state") != "open" ? start_next(work, step) : Status();
}

Status complete_step(UnitOfWork& work, const Record& step, const ActInput& input) {
    if (step.text("state") != "open") return fail(FaultKind::refused, "step_closed_already");
    Record after = step;
    after.set("state", std::string(truth_of(given(input, "skipped")) ? "skipped" : "done"));
    derive(work, step, after);
    work.change(step, after, "complete_step");
    return after_change(work, after);
}

}  // namespace vigil
