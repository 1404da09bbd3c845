// Who stands on a choice that is to go, hidden or merged away.
#pragma once

#include "usecases/company.h"

namespace vigil {

// Faults, refused: `used_by_guideline` (guideline: the key of one that is watched, on or in shadow, and names the
// choice), `used_by_running` (the same of an earlier version that running promises keep), `used_by_rights` (role,
// entity), `used_by_rule` (choice: its label, rule: the act, number, field that names it, or Vigil itself).
Status check_choice_unused(ReadView& view, const Company& company, const EntityDef& entity,
                           const FieldDef& field, std::string_view choice);

// The same of every choice that is offered in the company's model and no longer in `after`.
Status check_choices_stay(ReadView& view, const Company& company, const Catalogue& after);

}  // namespace vigil
