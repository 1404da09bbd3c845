// A job as its asker gets it.
#pragma once

#include "in/http/api/api.h"
#include "in/http/api/caller.h"
#include "in/http/response.h"

namespace vigil::http {

// {id, kind, state, done, total, refused, at, undo_until?, result?}; the result of a failed one has a message
// in his language.
std::string job_json(const Api& api, const Actor& actor, const Record& job);

// The codes of a fault (usecases/jobs.h) get their texts, as a problem has them.
void say_fault(const Api& api, const Actor& actor, nlohmann::json& fault);

// 202 with the job and where it is read.
Result<Response> answer_job(const Api& api, const Actor& actor, Id job);

}  // namespace vigil::http
