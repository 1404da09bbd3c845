// Rights change while somebody works: a field he has just made is not in those he came with.
#pragma once

#include "usecases/engine.h"

namespace vigil {

// The actor with what his role may by now; the house stays the house. Fault unauthenticated not_signed_in: he has
// been switched off since.
Result<Actor> with_rights_of_now(Engine& engine, Actor actor);

}  // namespace vigil
