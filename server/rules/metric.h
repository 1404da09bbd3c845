// A metric, read and checked: which records are counted, when each one counts, for whom, and what is
// summed up (crm/<noun>/x.metric.json). A declaration and nothing else: measure/ asks the store by it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalogue.h"
#include "model/condition.h"

namespace vigil::rules {

struct Metric {
    std::string key;  // a stable name: plans and pages speak of it
    Labels label;
    Labels help;  // what counts, in a sentence; may be empty
    const EntityDef* entity = nullptr;
    std::string where;          // a condition; empty = every record
    int at = -1;                // moment or day field: when a record counts; -1 = it has no time
    int whose = -1;             // link to a user: for whom it counts; -1 = for nobody
    int sum = -1;               // money or integer field that is summed up; -1 = counted only
    int weigh = -1;             // integer field of per cents that weighs the sum; -1 = none
    bool plan = false;          // people may be given a plan of it
    bool incidental = false;    // an activity count that proves nothing by itself [P15]
    std::string controlled_by;  // role key of who can change the number by his work [P16]
    std::vector<std::string> enforced_by;  // keys of the guidelines behind it [X13]
};
using MetricPtr = std::shared_ptr<const Metric>;

// Reads one declaration. Fault `bad_declaration` (malformed) with what is wrong, condition faults.
Result<Metric> read_metric(std::string_view declaration, const Catalogue& catalogue);

// What a plan's `metric` may be, in the order of the declarations: read without the model, because a
// plan's field is part of it. A declaration that cannot be read is left out.
std::vector<Choice> plannable(const std::vector<std::string_view>& declarations);

// Own fields that the number hangs on: at, whose, sum, weigh. Those of the condition are apart.
std::vector<int> fields_of(const Metric& metric);

}  // namespace vigil::rules
