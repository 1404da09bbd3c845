// Whose turn it is in a team [X6].
#pragma once

#include "usecases/company.h"

namespace vigil {

// The member after `last`, by id and round again, who is active, at work and takes records (a rep). `last` himself
// only when he is the only one; none when nobody is there.
Id next_in_team(const Company& company, Id team, Id last, Moment now);

}  // namespace vigil
