// Work that takes longer than a request: a row of the entity job, taken by a background lane of one of the
// nodes, with its progress to be read meanwhile. What a job wrote bears its id in the journal and can be taken
// back as a whole (import_job.h).
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "usecases/unit_of_work.h"

namespace vigil {

struct NewJob {
    std::string kind;   // import, bulk, undo
    std::string input;  // JSON object: what was asked for
    std::int64_t total = 0;
    Id undoes;  // of kind undo: the job it takes back
};

// What the work of a job gets. Its actor has the rights the asker has now, not those he had when he asked.
struct JobTask {
    Engine& engine;
    const Actor& actor;
    Id id;
    std::string input;
    std::function<bool()> stopped;  // the server is going down: leave off at the next good place
};

// Answers the job's result, a JSON object. A fault makes the job failed; what it has written stays.
using JobWork = std::function<Result<std::string>(JobTask&)>;
using JobKinds = std::map<std::string, JobWork, std::less<>>;

// A queued job, whose id is the act's answer. Rings Bell::jobs. Fault throttled too_many_jobs.
Result<Id> enqueue_job(Engine& engine, const Actor& actor, const NewJob& job);

// Fault not_found: absent, or neither his own nor he an administrator.
Result<Record> find_job(Engine& engine, const Actor& actor, Id job);
// His own of that kind, an administrator's view all, newest first.
Result<std::vector<Record>> find_jobs(Engine& engine, const Actor& actor, std::string_view kind,
                                      int limit);

// Takes the oldest queued job and does it to its end; false when there was none.
Result<bool> run_next_job(Engine& engine, const JobKinds& kinds,
                          const std::function<bool()>& stopped);

// Stages done and refused within a chunk's own unit of work.
Status stage_job_progress(UnitOfWork& work, Id job, std::int64_t done, std::int64_t refused);
// The same in a unit of its own, for work that writes no chunks.
Status tell_job_progress(Engine& engine, Id job, std::int64_t done, std::int64_t refused);
// Sets one field of the row: total, refused_file.
Status set_job_number(Engine& engine, Id job, std::string_view field, std::int64_t value);
// state: done, failed, undone. `result`: JSON; "" leaves the one there is.
Status finish_job(Engine& engine, Id job, std::string_view state, const std::string& result);

// {"code", "args", "errors"} of a fault, as the result of a failed job.
std::string fault_json(const Fault& fault);

// At start: jobs that still say running on a node with our number (Store::node) were cut off by a crash; they
// become failed, with the code import_interrupted or job_interrupted in their result. What they wrote stays
// (done tells how much) and can be undone. Answers how many there were.
Result<int> fail_interrupted_jobs(Engine& engine);
// The same with those whose node nobody holds: a command killed beside a server, a server that never came back.
// Not at the first sight, for a process that lives takes a hold that broke again within a second: `suspects`
// carries from one look to the next, some seconds later, what was found so.
Result<int> fail_orphaned_jobs(Engine& engine, std::set<Id>& suspects);

}  // namespace vigil
