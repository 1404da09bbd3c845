// Imports of files people have uploaded: the look beforehand, and the job that writes. What is asked for comes
// as JSON: {"file", "entity", "map", "match", "historic", "dry_run"}.
#pragma once

#include <string>

#include "base/words.h"
#include "usecases/import_job.h"

namespace vigil::import {

// preview_json() of the file. Faults: not_found (the file), those of check_may_import, the file and the map.
Result<std::string> preview_upload(Engine& engine, const Actor& actor, const Words& words,
                                   const std::string& ask);

// Checks what can be told before the first row and makes a job of kind import.
Result<Id> enqueue_import(Engine& engine, const Actor& actor, const std::string& ask);

// The work of that job. Its result is to_json() of the import, or of what it would do when it is a dry run,
// with "dry_run". Refused rows stand in a kept file that the job's row names (refused_file).
Result<std::string> run_import_job(JobTask& task, const Words& words);

}  // namespace vigil::import
