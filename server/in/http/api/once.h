// Idempotency-Key: a request that comes again is answered, not done again.
#pragma once

#include <functional>

#include "in/http/api/api.h"
#include "in/http/request.h"
#include "usecases/unit_of_work.h"

namespace vigil::http {

// Does it, or answers what it did the first time the caller's key came with this request, within a day.
// `work` gets the actor it must act as. Faults of the key: idempotency_key_malformed, idempotency_key_reused.
Result<Committed> once(Api& api, const Request& request, const Actor& actor,
                       const std::function<Result<Committed>(const Actor&)>& work);

}  // namespace vigil::http
