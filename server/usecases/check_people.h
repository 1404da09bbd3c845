// What must hold of people, roles and rights together, whatever act, undo or import changes them: somebody
// can always put things right again.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// Asked of whatever somebody does, act, bulk, undo or import, before it is written (work(), imports); cheap
// where it touches neither people nor rights. A replay of the past does not ask: it was as it was.
// Faults, refused: `last_administrator` (the company would be left without one it has), `role_shipped`
// (only a company's own role can go), `role_in_use` (count: people who have it), `read_only` (what an own
// role is made like never changes), those of check_leaving.h (a person, team or calendar that is still needed).
Status check_people(UnitOfWork& work);

}  // namespace vigil
