// Reads the condition language (docs/conditions.md is its guide, model/condition.h its tree).
#pragma once

#include <string_view>

#include "model/catalogue.h"
#include "model/condition.h"

namespace vigil::rules {

inline constexpr std::size_t max_condition_bytes = 8192;
inline constexpr int max_condition_depth = 32;
inline constexpr int max_condition_nodes = 500;  // comparisons, and / or / not, members of lists

// The tree, its types checked against the declarations. It points into the catalogue, which must
// outlive it. Faults are of kind malformed; each says `position` (of a character, from 1), most
// `name` and the nearest `suggestion`:
//   condition_empty, condition_too_long {limit}, condition_too_deep {limit}, condition_too_large {limit},
//   condition_not_text, condition_unclosed_text, condition_bad_escape,
//   condition_unexpected {found}, condition_incomplete,
//   condition_unknown_field {name, entity, suggestion}, condition_unknown_choice {name, field, suggestion},
//   condition_unknown_children {name, entity, suggestion}, condition_not_a_link {name},
//   condition_which_link {name, suggestion}, condition_two_links {name}, condition_count_in_count,
//   condition_beyond_count {name}, condition_wrong_operator {operator, name},
//   condition_wrong_type {name, expected}, condition_text_unquoted {name}, condition_empty_text,
//   condition_empty_list, condition_number_out_of_range {name}, condition_too_precise {name},
//   condition_unknown_currency {name}, condition_bad_day {name}, condition_unknown_unit {name},
//   condition_unit_of_day {name}, condition_offset_too_large {limit}, condition_not_journaled {name}
Result<ConditionPtr> parse_condition(std::string_view text, const EntityDef& entity,
                                     const Catalogue& catalogue);

}  // namespace vigil::rules
