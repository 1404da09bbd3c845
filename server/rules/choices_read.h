// Which choices a condition names: those cannot go while somebody lives by it.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "model/condition.h"

namespace vigil::rules {

// `status = new`, `outcome not in (reached, callback)`, also inside a count and one link up.
struct ChoiceRead {
    const EntityDef* entity = nullptr;
    int field = -1;
    std::string choice;
    auto operator<=>(const ChoiceRead&) const = default;
};
// Each once.
std::vector<ChoiceRead> choices_read(const Condition& condition);

}  // namespace vigil::rules
