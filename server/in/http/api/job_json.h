// A job as its asker gets it.
#pragma once

#include "in/http/api/api.h"
#include "in/http/response.h"

namespace vigil::http {

// {id, kind, state, done, total, refused, at, undo_until?, result?}; the result of a failed one has a message
// in his language.
std::string job_json(const Api& api, const Actor& actor, const Record& job);

// 202 with the job and where it is read.
Result<Response> answer_job(const Api& api, const Actor& actor, Id job);

}  // namespace vigil::http
