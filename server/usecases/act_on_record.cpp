#include "usecases/act_on_record.h"

#include <algorithm>

#include "model/ahead.h"
#include "usecases/take_record.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

Status check_input(const ActDef& act, const ActInput& input) {
    std::vector<FieldFault> faults;
    for (const auto& field : act.fields)
        if (field.required && is_empty(given(input, field.key)))
            faults.push_back({field.key, "required"});
    return fine_unless(std::move(faults));
}

ActInput with_defaults(const ActDef& act, const ActInput& input) {
    ActInput full = input;
    for (const auto& field : act.fields)
        if (field.default_value && is_empty(given(input, field.key)))
            full[field.key] = *field.default_value;
    return full;
}

// What an act is to be done with.
Result<Record> asked_for(UnitOfWork& work, const EntityDef& entity, Id id, std::string_view act) {
    return act == take_act ? need_untaken(work, entity, id) : work.need(entity, id);
}

// An act changes no field that its doer might not change by hand; those that only acts set are its own.
Status check_act_rights(UnitOfWork& work, const Record& before) {
    RecordInput changed;
    for (const auto& one : work.staged()) {
        if (one.after.id() != before.id() || one.after.entity->key != before.entity->key) continue;
        for (std::size_t i = 0; i < one.after.values.size(); ++i) {
            const FieldDef& field = before.entity->fields[i];
            if (!field.base && !field.read_only && one.after.values[i] != before.values[i])
                changed.emplace_back(int(i), one.after.values[i]);
        }
    }
    return check_rights(work.actor(), *before.entity, changed);
}

}  // namespace

const Value& given(const ActInput& input, std::string_view key) {
    static const Value nothing;
    auto it = input.find(key);
    return it == input.end() ? nothing : it->second;
}

void give_asked(RecordInput& values, const ActDef& act, const EntityDef& made,
                const ActInput& input) {
    for (const auto& field : act.fields)
        if (const int index = made.index_of(field.key); index >= 0)
            if (const Value& value = given(input, field.key); !is_empty(value))
                values.emplace_back(index, value);
}

Status stage_act(UnitOfWork& work, const EntityDef& entity, Id id, std::string_view key,
                 const ActInput& input) {
    const ActDef* act = entity.act(key);
    if (!act) return fail(FaultKind::not_found, "no_such_act", {}, {{"act", std::string(key)}});
    VIGIL_TRY(const auto record, asked_for(work, entity, id, key));
    if (record.removed()) return fail(FaultKind::not_found, "not_found");
    VIGIL_DO(check_scope(work, record));
    work.leans_on(entity, id);  // whatever is made links to it
    const ActInput full = with_defaults(*act, input);
    VIGIL_DO(check_input(*act, full));
    const auto& acts = work.engine().registry.acts;
    if (auto noun = acts.find(entity.key); noun != acts.end())
        if (auto found = noun->second.find(key); found != noun->second.end()) {
            VIGIL_DO(found->second(work, record, full));
            return check_act_rights(work, record);
        }
    return fail(FaultKind::not_found, "no_such_act", {}, {{"act", std::string(key)}});
}

Result<Committed> act_on_record(Engine& engine, const Actor& actor, const EntityDef& entity, Id id,
                                std::string_view act, const ActInput& input,
                                std::int64_t if_version) {
    Moment at = engine.clock.now();
    if (const Value& when = given(input, "happened_at"); !is_empty(when)) {
        if (lies_ahead(when, at)) return fail_field("happened_at", "in_the_future");
        at = std::min(at, moment_of(when));  // a clock a little ahead of ours says: now
    }
    return work(engine, actor, at, [&](UnitOfWork& unit) -> Status {
        const EntityDef& own = unit.entity(entity.key);
        if (if_version > 0) {
            VIGIL_TRY(const auto before, asked_for(unit, own, id, act));
            VIGIL_DO(check_version(before, if_version));
        }
        return stage_act(unit, own, id, act, input);
    });
}

Status assign_record(UnitOfWork& work, const Record& record, const ActInput& input) {
    const Id to = id_of(given(input, "to"));
    const Person* person = work.company().person(to);
    if (!person || !person->active) return fail_field("to", "no_such_person");
    give_record(work, record, to, "assign");
    return {};
}

}  // namespace vigil
