// What must hold of people, roles and rights together, whatever act, undo or import changes them: somebody
// can always put things right again.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// Whether a role administers: all roles and all people are its to see and to change, roles given and people
// active or not among it, and so is the model.
bool administers(const Catalogue& catalogue, std::string_view role);

// Asked of every unit of work before it is written; cheap where it touches neither people nor rights.
// Faults, refused: `last_administrator` (the company would be left without one it has), `role_shipped`
// (only a company's own role can go), `role_in_use` (count: people who have it), `read_only` (what an own
// role is made like never changes).
Status check_people(UnitOfWork& work);

}  // namespace vigil
