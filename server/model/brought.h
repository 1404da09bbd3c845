// What choosing a choice fills in other fields of the same record: a stage brings its probability.
#pragma once

#include <vector>

#include "model/entity.h"

namespace vigil {

// Fills Choice::brought and EntityDef::bringing from what is declared. Answers what does not fit and is
// passed over, each at the field that has the choices: `brings_no_field` (choice, field: not there, or not
// for people to fill), `brings_bad_value` (choice, field), `brings_loop` (choice, field: it would bring itself).
std::vector<FieldFault> find_brought(EntityDef& entity);

}  // namespace vigil
