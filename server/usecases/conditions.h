// Conditions made by code rather than read from a text.
#pragma once

#include "model/condition.h"

namespace vigil {

// Field `field` of `entity` is `value`; a value of the field's own type.
ConditionPtr field_equals(const EntityDef& entity, int field, Value value);
ConditionPtr field_equals(const EntityDef& entity, std::string_view field, Value value);
// Field `field` is one of the given records; `ids` is not empty.
ConditionPtr field_in(const EntityDef& entity, int field, const std::vector<Id>& ids);
ConditionPtr compare(const EntityDef& entity, std::string_view field, Condition::Op op,
                     Value value);
ConditionPtr field_is_empty(const EntityDef& entity, std::string_view field);
// No record of `child` whose link `by` is this record of `entity`, where `where`.
ConditionPtr none_hangs(const EntityDef& entity, const EntityDef& child, std::string_view by,
                        ConditionPtr where);
ConditionPtr both(ConditionPtr a, ConditionPtr b);  // either may be null = true
ConditionPtr any_of(std::vector<ConditionPtr> parts);
ConditionPtr negated(ConditionPtr condition);

}  // namespace vigil
