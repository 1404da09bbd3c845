#include "usecases/may_do.h"

#include "usecases/check_record.h"
#include "usecases/search_sight.h"
#include "usecases/take_record.h"

namespace vigil {

namespace {

// What is in the bin comes back before anything else is done with it.
MayDo allowed(const EntityDef& entity, bool in_scope, bool may_remove, bool takes, bool removed) {
    MayDo may;
    if (removed) {
        if (in_scope && may_remove) may.acts.push_back("restore");
        return may;
    }
    may.change = in_scope;
    may.remove = in_scope && may_remove;
    if (in_scope)
        for (const auto& act : entity.acts)
            if (takes || act.key != take_act) may.acts.push_back(act.key);
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
    const bool takes = takes_from_pool(*company, permit, entity);
    std::unique_ptr<ReadView> view;
    for (const auto& record : records) {
        bool in_scope = as_seen;
        if (!as_seen && rights && rights->may_change) {
            if (!view) view = engine.store.read_once();
            VIGIL_TRY(in_scope, changes(permit, record, *view, *company->catalogue));
        }
        all[record.id()] = allowed(entity, in_scope, may_remove, takes, record.removed());
    }
    return all;
}

}  // namespace vigil
