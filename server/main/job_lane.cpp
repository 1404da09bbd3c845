#include "main/job_lane.h"

#include "in/http/api/bulk_api.h"
#include "in/import/background.h"
#include "usecases/company_settings.h"
#include "usecases/hand_over.h"
#include "usecases/merge_choice.h"

namespace vigil {

JobLane::JobLane(Engine& engine, const Words& words, std::function<void(const std::string&)> log)
    : engine_(engine), log_(std::move(log)), lane_([this] { return round(); }) {
    kinds_["import"] = [&words](JobTask& task) { return import::run_import_job(task, words); };
    kinds_["bulk"] = http::run_bulk_job;
    kinds_["exceptions"] = http::run_exceptions_job;
    kinds_["undo"] = run_undo_job;
    kinds_["clear_demo"] = run_clear_demo_job;
    kinds_["hand_over"] = run_hand_over_job;
    kinds_["merge_choice"] = run_choice_merge_job;
}

void JobLane::stop() {
    stopping_ = true;
    lane_.stop();
}

Span JobLane::round() {
    // We have none in hand: one that is running by our number lost its end when the store was away.
    const auto cut_off = fail_interrupted_jobs(engine_);
    if (!cut_off) log_("jobs: " + cut_off.error().code + " " + cut_off.error().log);
    const auto orphans = fail_orphaned_jobs(engine_, suspects_);
    if (!orphans) log_("jobs: " + orphans.error().code + " " + orphans.error().log);
    if (orphans && *orphans > 0)
        log_("jobs: failed " + std::to_string(*orphans) + " whose process is gone");
    for (bool more = true; more && !stopping_;) {
        const auto done = run_next_job(engine_, kinds_, [this] { return stopping_.load(); });
        if (!done) log_("jobs: " + done.error().code + " " + done.error().log);
        more = done && *done;
    }
    return seconds(5);  // other nodes may have been asked, and be gone
}

}  // namespace vigil
