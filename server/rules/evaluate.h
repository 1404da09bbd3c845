// Reads a condition in memory. The facts are asked for when they are needed and not before, and the
// cheap parts of an and / or come first.
#pragma once

#include <optional>
#include <vector>

#include "model/condition.h"
#include "model/record.h"

namespace vigil::rules {

// What a condition may ask about one record. What is answered must live until evaluate() is done; a
// caller that wants a permission to hold answers only what may be seen.
class Facts {
  public:
    virtual ~Facts() = default;

    virtual const Record& record() = 0;
    // The record that field `link_field` leads to, a removed one too; null when the link is empty or
    // leads nowhere. Asked only for filled links.
    virtual Result<const Record*> linked(int link_field) = 0;
    // The records of `child` whose field `child_link` is this record; removed ones may be among them
    // and are not counted.
    virtual Result<const std::vector<Record>*> children(const EntityDef& child, int child_link) = 0;
    // When the field was last changed by a later act than the record's creation (journal rows whose act
    // is not `create`, by `at`); nothing when never.
    virtual Result<std::optional<Moment>> changed_at(int field) = 0;
};

// Whether the condition is true of the record. Faults are those of the facts.
Result<bool> evaluate(const Condition& condition, Facts& facts, const ConditionContext& context);

}  // namespace vigil::rules
