// Who may import, the job row of an import, and taking back what a job wrote.
#pragma once

#include <functional>
#include <string>

#include "usecases/jobs.h"

namespace vigil {

// Administrators, managers and marketing import what they may create. Faults: unknown_entity (malformed),
// not_found when he may not know of the entity, forbidden may_not_import.
Status check_may_import(Engine& engine, const Actor& actor, std::string_view entity);

// A job of kind "import" in state running. `input`: JSON, what was asked for.
Result<Id> start_import_job(Engine& engine, const Actor& actor, std::string input,
                            std::int64_t total);

// A record undo left alone, because somebody changed it or built on it later.
struct LeftAlone {
    std::string entity;
    Id record;
    std::string title;
    // later_change, has_children, promise_broken, not_yours_to_change; of a change to the model choice_in_use,
    // field_in_use, used_by_guideline and their like.
    std::string code;
};

struct Undone {
    std::int64_t acts = 0;        // journal rows taken back
    std::vector<LeftAlone> left;  // at most the first 1,000
    std::int64_t left_count = 0;
};

inline constexpr Span undo_time = days(7);

// Takes back what a job wrote, newest first, in chunks; the job is then undone. What was made is removed
// (to the recycle bin), what was changed gets its old values, in the bin too; choices and own fields that it added
// are offered no more. Can be repeated after a crash, and where something was left, once that may go. Faults:
// not_found; conflict undone_already, job_still_running, undo_expired after 7 days; forbidden unless he
// started it or is an administrator; refused cannot_undo for a job that takes another back; unavailable
// job_interrupted when `stopped` says so between two chunks.
Result<Undone> undo_job(Engine& engine, const Actor& actor, Id job,
                        const std::function<Status(std::int64_t)>& progress = {},
                        const std::function<bool()>& stopped = {});

// Of a job that was undone: whether something was left alone, to be tried again.
Result<bool> is_anything_left(Engine& engine, const Record& job);

// The same in the background: a job of kind undo. The faults are told at once.
Result<Id> enqueue_undo(Engine& engine, const Actor& actor, Id job);
Result<std::string> run_undo_job(JobTask& task);

}  // namespace vigil
