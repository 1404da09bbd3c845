// A year's plan over its months, as one act that one undo takes back.
#pragma once

#include "usecases/check_record.h"

namespace vigil {

struct YearPlan {
    RecordInput whose;  // the plan's `user` or `team`, and its `metric`
    int year = 0;
    std::string part;  // "target" or "amount": which number of the plans is set
    Value total;       // of the year, above 0; empty takes the months' numbers away
};

// The months' parts come to the total exactly: alike, or in the proportions that stand where every month has
// a number (of the same currency). Whole amounts are spread in whole units. A month without a plan gets one,
// one of which nothing is left is removed.
// Faults: those of making, changing and removing plans; `not_positive` at the part, `required` at the metric.
Result<Committed> spread_plan(Engine& engine, const Actor& actor, const YearPlan& plan);

// The plans of that year's months that the actor may see, in their order.
Result<std::vector<Record>> month_plans(Engine& engine, const Actor& actor, const YearPlan& plan);

}  // namespace vigil
