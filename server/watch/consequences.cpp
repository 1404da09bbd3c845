#include "watch/consequences.h"

#include "usecases/act_on_record.h"
#include "usecases/rotation.h"
#include "usecases/update_record.h"

namespace vigil::watch {

namespace {

// Whether `head` leads the owner's team or one above it.
bool leads(const Company& company, Id head, Id owner) {
    const Person* person = company.person(owner);
    const Team* team = person ? company.team(person->team) : nullptr;
    for (int depth = 0; team && depth < 32; ++depth, team = company.team(team->parent))
        if (team->manager == head) return true;
    return !person;  // nobody's record goes to whoever takes in what nobody owns
}

}  // namespace

Id next_in_rotation(const Company& company, Id owner, Moment now) {
    const Person* person = company.person(owner);
    const Id next = person ? next_in_team(company, person->team, owner, now) : Id{};
    return next == owner ? Id{} : next;
}

Id reassigned_to(const Company& company, const rules::Consequence& consequence, Id owner,
                 int bounces, Moment now) {
    const Person* person = company.person(owner);
    const Team* team = person ? company.team(person->team) : nullptr;
    const bool came_up = bounces > 0 && team && team->manager == owner;  // not down again
    const bool to_manager = consequence.to == "manager" || !owner || came_up ||
                            (consequence.at_most > 0 && bounces >= consequence.at_most);
    const Id to = to_manager ? Id{} : next_in_rotation(company, owner, now);
    if (to) return to;
    const Id manager = company.manager_of(owner);
    return manager != owner && leads(company, manager, owner) ? manager : Id{};
}

Status carry_out(UnitOfWork& work, const rules::Guideline&, const rules::Consequence& consequence,
                 const Record& record, const rules::Watch& watch) {
    using Do = rules::Consequence::Do;
    switch (consequence.what) {
        case Do::reassign: {
            const Id to = reassigned_to(work.company(), consequence, record.link("owner"),
                                        watch.bounces, work.now());
            return to ? assign_record(work, record, {{"to", to}}) : Status();
        }
        case Do::return_to_marketing:
            if (!record.entity->act("return_to_marketing")) return {};
            return stage_act(work, *record.entity, record.id(), "return_to_marketing", {});
        case Do::set: {
            Record after = record;
            after.values[std::size_t(consequence.field)] = consequence.value;
            if (after.values != record.values) work.change(record, std::move(after), "rule");
            return {};
        }
        case Do::escalate:
            return {};  // told by the caller
    }
    return {};
}

}  // namespace vigil::watch
