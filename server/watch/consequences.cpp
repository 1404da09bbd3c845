#include "watch/consequences.h"

#include <algorithm>

#include "usecases/act_on_record.h"
#include "usecases/update_record.h"

namespace vigil::watch {

namespace {

Status reassign(UnitOfWork& work, const rules::Consequence& consequence, const Record& record,
                const rules::Watch& watch) {
    const Company& company = work.company();
    const Id owner = record.link("owner");
    const bool to_manager = consequence.to == "manager" || !owner ||
                            (consequence.at_most > 0 && watch.bounces >= consequence.at_most);
    Id to = to_manager ? Id{} : next_in_rotation(company, owner, work.now());
    if (!to) to = company.manager_of(owner);
    if (!to || to == owner) return {};
    return assign_record(work, record, {{"to", to}});
}

}  // namespace

Id next_in_rotation(const Company& company, Id owner, Moment now) {
    const Person* person = company.person(owner);
    if (!person || !person->team) return {};
    std::vector<Id> members;
    for (const auto& [id, one] : company.people)
        if (one.active && one.team == person->team && one.role == "rep" && id != owner &&
            !is_on_leave(one, now))
            members.push_back(id);
    if (members.empty()) return {};
    std::ranges::sort(members);
    const auto after = std::ranges::upper_bound(members, owner);
    return after == members.end() ? members.front() : *after;
}

Status carry_out(UnitOfWork& work, const rules::Guideline&, const rules::Consequence& consequence,
                 const Record& record, const rules::Watch& watch) {
    using Do = rules::Consequence::Do;
    switch (consequence.what) {
        case Do::reassign:
            return reassign(work, consequence, record, watch);
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
