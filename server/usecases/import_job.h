// The job row of an import, and taking a whole import back.
#pragma once

#include <functional>
#include <string>

#include "usecases/unit_of_work.h"

namespace vigil {

// A job of kind "import" in state running. `input`: JSON, what was asked for.
Result<Id> start_import_job(Engine& engine, const Actor& actor, std::string input,
                            std::int64_t total);

// Stages done and refused within a chunk's own unit of work.
Status stage_job_progress(UnitOfWork& work, Id job, std::int64_t done, std::int64_t refused);

// state: done, failed, undone. `result`: JSON.
Status finish_import_job(Engine& engine, const Actor& actor, Id job, std::string_view state,
                         std::string result);

// At start: imports that still say running were cut off by a crash; they become failed, with the code
// import_interrupted in their result. What they wrote stays (done tells how many rows) and can be undone;
// feeding the file again with match keys doubles nothing. Answers how many there were.
Result<int> fail_interrupted_imports(Engine& engine);

// A record undo left alone, because somebody changed it or built on it later.
struct LeftAlone {
    std::string entity;
    Id record;
    std::string title;
    std::string code;  // later_change, has_children
};

struct Undone {
    std::int64_t acts = 0;        // journal rows taken back
    std::vector<LeftAlone> left;  // at most the first 1,000
    std::int64_t left_count = 0;
};

// Takes back what a job wrote, newest first, in chunks; the job is then undone. What was made is removed
// (to the recycle bin), what was changed gets its old values. Can be repeated after a crash. Faults:
// not_found; conflict undone_already, job_still_running; forbidden unless he started it or is an administrator.
Result<Undone> undo_import(Engine& engine, const Actor& actor, Id job,
                           const std::function<void(std::int64_t)>& progress = {});

}  // namespace vigil
