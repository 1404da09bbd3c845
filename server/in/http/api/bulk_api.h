// POST /<plural>/bulk, at once or as a job.
#pragma once

#include "usecases/jobs.h"

namespace vigil::http {

// The work of a job of kind bulk; its input is the request's body with the key of the "entity". Result:
// {"changed", "refused": [{"record", "code", …}]}.
Result<std::string> run_bulk_job(JobTask& task);

}  // namespace vigil::http
