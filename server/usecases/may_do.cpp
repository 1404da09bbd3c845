#include "usecases/may_do.h"

#include "usecases/act_rights.h"
#include "usecases/check_record.h"

namespace vigil {

namespace {

// With a record that he may change.
Result<MayDo> allowed(const Record& record, bool may_remove, const std::vector<ActOfRole>& acts,
                      const ConditionContext& context) {
    if (record.removed())  // what is in the bin comes back before anything else is done with it
        return may_remove ? MayDo{false, false, {"restore"}} : MayDo{};
    MayDo may{true, may_remove, {}};
    for (const auto& one : acts) {
        VIGIL_TRY(const bool barred, is_barred(one, record, context));
        if (!barred) may.acts.push_back(one.act->key);
    }
    return may;
}

}  // namespace

Result<std::map<Id, MayDo>> may_do(Engine& engine, const Actor& actor,
                                   const std::vector<Record>& records) {
    std::map<Id, MayDo> all;
    if (records.empty()) return all;
    const EntityDef& entity = *records.front().entity;
    const Permit& permit = actor.permit;
    const EntityPermit* rights = permit.of(entity);
    const bool may_remove = permit.is_house() || (rights && rights->may_remove);
    const bool as_seen = permit.is_house() || permit.changes_as_seen(entity);
    const auto company = engine.company.current();
    const auto acts = acts_of_role(*company, permit, entity);
    ConditionContext context =
        permit.is_house() ? company->house_context(engine.clock.now()) : permit.who();
    std::unique_ptr<ReadView> view;
    for (const auto& record : records) {
        bool in_scope = as_seen;
        if (!as_seen && rights && rights->may_change) {
            if (!view) view = engine.store.read_once();
            VIGIL_TRY(in_scope, changes(permit, record, *view, *company->catalogue));
        }
        MayDo& may = all[record.id()];
        if (!in_scope) continue;
        VIGIL_TRY(may, allowed(record, may_remove, acts, context));
    }
    return all;
}

}  // namespace vigil
