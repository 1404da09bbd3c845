// What everybody may change of himself, whatever his role may do with people.
#pragma once

#include "usecases/check_record.h"

namespace vigil {

// `input`: locale and time_zone, one or both; an empty one falls back to what the company has. Faults: at a field
// unknown_time_zone; unknown_field for any other; not_signed_in when he is there no longer.
Result<Committed> change_oneself(Engine& engine, const Actor& actor, const RecordInput& input);

}  // namespace vigil
