// What is declared in the program and becomes the company's own: guidelines (on), a playbook, what follows a call.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// Those the company does not have yet, into an act that goes on; a playbook is called as in `language`.
Status ship_into(UnitOfWork& unit, const std::string& language);
// Those that this version brings, into a company that was there before it.
Status ship_declarations(Engine& engine);

}  // namespace vigil
