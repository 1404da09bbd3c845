#include "usecases/in_chunks.h"

#include <algorithm>

namespace vigil {

namespace {

constexpr std::size_t records_at_once = 200, refused_told = 1'000;

}  // namespace

Status InChunks::all(std::span<const Id> ids, const std::function<bool()>& stopped) {
    for (std::size_t from = 0; from < ids.size(); from += records_at_once) {
        if (stopped && stopped()) return fail(FaultKind::unavailable, "job_interrupted");
        VIGIL_DO(chunk(ids.subspan(from, std::min(records_at_once, ids.size() - from))));
    }
    return {};
}

Status InChunks::chunk(std::span<const Id> ids) {
    auto done = commit(ids);
    if (done) return {};
    if (ids.size() == 1) return refuse(ids[0], std::move(done).error());
    for (const Id id : ids)
        if (auto one = commit({&id, 1}); !one) VIGIL_DO(refuse(id, std::move(one).error()));
    return {};
}

Status InChunks::commit(std::span<const Id> ids) {
    VIGIL_DO(commit_(ids, report_));
    report_.changed += std::int64_t(ids.size());
    return {};
}

Status InChunks::refuse(Id id, Fault fault) {
    if (fault.kind == FaultKind::unavailable || fault.kind == FaultKind::internal)
        return std::unexpected(std::move(fault));  // no record's fault
    ++report_.refused_count;
    if (report_.refused.size() < refused_told) report_.refused.push_back({id, std::move(fault)});
    return {};
}

Result<BulkReport> in_background(
    JobTask& task, const std::vector<Id>& ids,
    const std::function<Status(UnitOfWork&, std::span<const Id>)>& stage) {
    VIGIL_DO(set_job_number(task.engine, task.id, "total", std::int64_t(ids.size())));
    InChunks bulk([&](std::span<const Id> some, const BulkReport& so_far) -> Status {
        VIGIL_DO(
            work(task.engine, task.actor, task.engine.clock.now(), [&](UnitOfWork& unit) -> Status {
                unit.belongs_to(task.id);
                VIGIL_DO(stage(unit, some));
                const std::int64_t done = so_far.changed + so_far.refused_count;
                return stage_job_progress(unit, task.id, done + std::int64_t(some.size()),
                                          so_far.refused_count);
            }));
        return {};
    });
    VIGIL_DO(bulk.all(ids, task.stopped));
    const BulkReport& report = bulk.report();
    VIGIL_DO(tell_job_progress(task.engine, task.id, report.changed + report.refused_count,
                               report.refused_count));
    return report;
}

}  // namespace vigil
