// POST /<plural>/bulk, at once or as a job.
#pragma once

#include "usecases/in_chunks.h"

namespace vigil::http {

// The work of a job of kind bulk; its input is the request's body with the key of the "entity". Result:
// {"changed", "refused": [{"record", "code", …}]}.
Result<std::string> run_bulk_job(JobTask& task);
// Of kind exceptions: one act on all that a filter finds of the asker's list. Input and result alike.
Result<std::string> run_exceptions_job(JobTask& task);

std::string report_json(const BulkReport& report);

}  // namespace vigil::http
