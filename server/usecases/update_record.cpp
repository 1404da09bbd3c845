#include "usecases/update_record.h"

#include "rules/bring_values.h"
#include "usecases/after_change.h"

namespace vigil {

namespace {

// Who may not remove takes back a slip of his own by undo.
Status check_may_remove(UnitOfWork& work, const Record& record) {
    VIGIL_DO(check_scope(work, record));
    const Permit& permit = work.actor().permit;
    if (permit.is_house()) return {};
    const EntityPermit* rights = permit.of(*record.entity);
    if (!rights || !rights->may_remove) return fail(FaultKind::forbidden, "may_not_remove");
    return {};
}

Status gone(const Record& record) {
    if (record.removed()) return fail(FaultKind::not_found, "not_found");
    return {};
}

}  // namespace

Status check_version(const Record& record, std::int64_t if_version) {
    if (if_version > 0 && record.version() != if_version)
        return fail(
            FaultKind::conflict, "version_differs", {},
            {{"yours", std::to_string(if_version)}, {"theirs", std::to_string(record.version())}});
    return {};
}

void derive(UnitOfWork& work, const Record* before, Record& after) {
    rules::bring_values(before, after);
    const auto& derive = work.engine().registry.derive;
    if (auto it = derive.find(after.entity->key); it != derive.end())
        it->second(before, after, work.at());
}

void derive(UnitOfWork& work, const Record& before, Record& after) { derive(work, &before, after); }

Status after_change(UnitOfWork& work, const Record& after) {
    const auto& changed = work.engine().registry.changed;
    const auto noun = changed.find(after.entity->key);
    return noun == changed.end() ? Status() : noun->second(work, after);
}

Result<Record> stage_update(UnitOfWork& work, const EntityDef& entity, Id id,
                            const RecordInput& input, std::string act) {
    VIGIL_TRY(const auto before, work.need(entity, id));
    VIGIL_DO(gone(before));
    VIGIL_DO(check_scope(work, before));
    VIGIL_DO(check_rights(work.actor(), entity, input));
    VIGIL_DO(check_offered(&before, entity, input));
    Record after = before;
    for (const auto& [index, value] : input) after.values[std::size_t(index)] = value;
    if (after.values == before.values) return after;
    derive(work, before, after);
    VIGIL_DO(check_record(work, before, after));
    work.change(before, after, std::move(act));
    VIGIL_DO(after_change(work, after));
    return after;
}

Result<Committed> update_record(Engine& engine, const Actor& actor, const EntityDef& entity, Id id,
                                const RecordInput& input, std::int64_t if_version) {
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const EntityDef& own = unit.entity(entity.key);
        VIGIL_TRY(const auto before, unit.need(own, id));
        VIGIL_DO(check_version(before, if_version));
        VIGIL_DO(stage_update(unit, own, id, input));
        return {};
    });
}

Status stage_remove(UnitOfWork& work, const EntityDef& entity, Id id) {
    VIGIL_TRY(const auto before, work.need(entity, id));
    VIGIL_DO(gone(before));
    VIGIL_DO(check_may_remove(work, before));
    Record after = before;
    after.values[field_removed_at] = work.now();
    work.change(before, std::move(after), "remove");
    return {};
}

Result<Committed> remove_record(Engine& engine, const Actor& actor, const EntityDef& entity, Id id,
                                std::int64_t if_version) {
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const auto before, unit.need(unit.entity(entity.key), id));
        VIGIL_DO(check_version(before, if_version));
        return stage_remove(unit, unit.entity(entity.key), id);
    });
}

Status stage_restore(UnitOfWork& work, const EntityDef& entity, Id id) {
    VIGIL_TRY(const auto before, work.need(entity, id));
    VIGIL_DO(check_may_remove(work, before));
    if (!before.removed()) return {};
    Record after = before;
    after.values[field_removed_at] = Empty{};
    work.change(before, std::move(after), "restore");
    return {};
}

Result<Committed> restore_record(Engine& engine, const Actor& actor, const EntityDef& entity, Id id,
                                 std::int64_t if_version) {
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const auto before, unit.need(unit.entity(entity.key), id));
        VIGIL_DO(check_version(before, if_version));
        return stage_restore(unit, unit.entity(entity.key), id);
    });
}

}  // namespace vigil
