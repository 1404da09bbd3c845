// What every way in ends with.
#pragma once

#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "usecases/sign_in.h"

namespace vigil::http {

// 201 with the session's cookie, and who has come in. Fault wrong_password where he is gone again.
Result<Response> answer_signed_in(Api& api, const Request& request, const SignedIn& session);

}  // namespace vigil::http
