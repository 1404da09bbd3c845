// What a rule does by itself, by the same acts a person would use.
#pragma once

#include "usecases/watching.h"

namespace vigil::watch {

// Who gets a record that is reassigned: the next active member of the owner's team in rotation, or nobody (the
// pool, an empty Id); its manager when there is no next one or it has bounced `at_most` times. None: it stays, as
// what nobody has stays in the pool. With the manager it came up to by rotation it stays,
// its exception open, and goes round no more; one that goes "to the manager" goes up to the top of the tree.
// (Administrators are told where nobody else is; records do not go to them.)
std::optional<Id> reassigned_to(const Company& company, const rules::Consequence& consequence,
                                Id owner, int bounces, Moment now);

// Stages it.
Status carry_out(UnitOfWork& work, const rules::Guideline& guideline,
                 const rules::Consequence& consequence, const Record& record,
                 const rules::Watch& watch);

// One promise as it stands.
struct Ahead {
    Id owner;
    int rung = 0, bounces = 0;
    bool broken = false, historic = false;
};
Ahead ahead_of(const rules::Watch& watch);
// Of an exception.
Result<Ahead> ahead_of(ReadView& view, const Catalogue& catalogue,
                       const rules::Guideline& guideline, const Record& exception);

// What the house does by itself if nobody acts; empty when it does nothing.
std::string follows_by_rule(const Company& company, const rules::Guideline& guideline,
                            const Ahead& ahead, Moment now, std::string_view language);
// The same; else that the manager is told, or that it stays open and counts. Never empty.
std::string if_ignored(const Company& company, const rules::Guideline& guideline,
                       const Ahead& ahead, Moment now, std::string_view language);
// Of a record that has just gone to `to` (nobody: the pool) by `rung`: who has it, and what follows there.
std::string gone_line(const Company& company, const rules::Guideline& guideline, std::size_t rung,
                      Id to, int bounces, Moment now, std::string_view language);

// The next in the team after `owner`, by id, who is active, at work and takes records (a rep); none when
// he is the only one.
Id next_in_rotation(const Company& company, Id owner, Moment now);

}  // namespace vigil::watch
