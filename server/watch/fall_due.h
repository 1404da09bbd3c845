// One watch whose time has come: the truth is looked at again, then the owner is warned, or exactly one
// exception raised, or a consequence carried out.
#pragma once

#include "usecases/watching.h"
#include "watch/tell.h"
#include "watch/tick.h"

namespace vigil::watch {

// A deadline that was moved after its owner was warned stands in the exception too.
Status move_exception(UnitOfWork& work, const rules::Watch& watch);

class FallDue {
  public:
    FallDue(UnitOfWork& work, Effects effects) : work_(work), effects_(effects), teller_(work) {}

    // Stages what becomes of the watch.
    Status look(const Record& row, TickReport& report);

  private:
    struct Case {  // what is at hand while one watch is looked at
        const rules::Guideline& guideline;
        const Record& row;
        const Record* record;  // watched; null when it is gone
        StagedFacts* facts;
        rules::Watch watch;
        bool shadow;
    };
    Status act(Case& at, rules::StepResult& result, TickReport& report);
    Status warn(Case& at);
    Status raise(Case& at);
    Result<Record> exception_of(Case& at);
    Status fill_exception(Case& at, Record& exception, bool broken);
    Status tell(Case& at, Id reader, Rung rung, Id exception);
    Result<NoticeFacts> notice_for(const Case& at, const Person& person, Rung rung) const;
    // Who gets the record in this very moment, by the rung that follows the breach at once; else nobody.
    std::optional<Id> goes_at_once(const Case& at) const;
    Status tell_new_owner(Case& at, Id to);
    Status consequence(Case& at);
    Status announce_next(Case& at);
    void set_next_do(Record& exception, const Case& at) const;
    Status settle(Case& at, const rules::StepResult& result);
    std::string consequence_text(const Case& at, std::string_view language) const;
    Status reassign(Case& at, const rules::Consequence& rung);
    bool bundles(const Case& at, Rung rung) const;
    ConditionContext context(Moment started) const;

    UnitOfWork& work_;
    Effects effects_;
    Teller teller_;
};

}  // namespace vigil::watch
