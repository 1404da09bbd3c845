// What follows a logged call, by the company's call rules [T5, T6].
#pragma once

#include <optional>

#include "usecases/act_on_record.h"

namespace vigil {

struct NextStep {
    std::string
        entity;  // activity: planned by this call; opportunity_step: the playbook's, which is due
    Id id;
    std::string subject;
    Moment due_at;
    Id owner;
};

// Stages what the rule for `outcome` plans about `record`: a task in the future, for its owner, by his calendar; at
// `callback_at` where that is given. Nothing where no rule plans anything, about a lead that is closed, and for data
// from before.
Result<std::optional<NextStep>> plan_next_step(UnitOfWork& work, const Record& record,
                                               std::string_view outcome, const Value& callback_at);

// Tasks about the record that a rule planned are done by a call that was made.
Status finish_planned_tasks(UnitOfWork& work, const Record& record);

// A record that is done with (a lead that is unqualified or back with marketing, an opportunity won or lost) has
// no tasks planned by rule: those there are are cancelled with the act, and stand again when it is undone. What a
// person has planned is his own business. Registered as what follows a change.
Status drop_tasks_of_closed(UnitOfWork& work, const Record& record);

// The earliest call about the record that somebody planned: it is the one that was made now.
Result<std::optional<Record>> planned_call(UnitOfWork& work, const Record& record);

}  // namespace vigil
