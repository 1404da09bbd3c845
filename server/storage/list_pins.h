// What a condition says about a column's value, as far as an index can make use of it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/condition.h"

namespace vigil::storage {

// Every row that meets the condition has one of these values in this column; not every row that has
// one meets it.
struct Pin {
    enum class Kind {
        plain,
        link,  // few rows have the same value
        key,   // hardly two rows have the same value: a comparing key, the id
    };
    std::string column;  // bare
    Kind kind = Kind::plain;
    std::vector<Value> values;  // each once; an empty one stands for "is null"
};

// A condition's parts that all rows meet and an index may be asked about.
struct Pins {
    std::vector<Pin> values;
    std::vector<const Condition*>
        stretches;  // own field before or after something: "close_date < today"
    bool empty() const { return values.empty() && stretches.empty(); }
};

// Answers the records for which `part`, a comparison of a field one link up, holds, in the words of that
// other entity; nothing when they are too many to be of use.
using FindLinked =
    std::function<Result<std::optional<std::vector<Id>>>(const EntityDef&, const Condition& part)>;

// Appends those of a condition of an entity's own records. Two pins of one column are made one: values
// that are in both.
Status add_pins(const Condition& condition, const ConditionContext& context,
                const FindLinked& find_linked, Pins& pins);

}  // namespace vigil::storage
