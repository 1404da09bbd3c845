// One watch whose time has come: the truth is looked at again, then the owner is warned, or exactly one
// exception raised, or a consequence carried out.
#pragma once

#include "usecases/watching.h"
#include "watch/tell.h"
#include "watch/tick.h"

namespace vigil::watch {

class FallDue {
  public:
    explicit FallDue(UnitOfWork& work) : work_(work), teller_(work) {}

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
    Status consequence(Case& at);
    Status move_deadline(Case& at);
    Status announce_next(Case& at);
    static void set_next_do(Record& exception, const Case& at);
    Status settle(Case& at, const rules::StepResult& result);
    bool bundles(const Case& at) const;
    ConditionContext context(Moment started) const;

    UnitOfWork& work_;
    Teller teller_;
};

}  // namespace vigil::watch
