// Who or what may be removed: nobody and nothing that others still hang on.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// Of what is staged; a part of check_people(). Faults, refused, each with what to do first in its words:
// `user_owns_work` (count: what hand_over would move), `user_owns_past` (count: records of the past that name him),
// `team_in_use` (people, teams: below it), `calendar_in_use` (teams), `calendar_of_company`.
Status check_leaving(UnitOfWork& work);

}  // namespace vigil
