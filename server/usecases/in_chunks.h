// Work on many records that no single transaction should hold: a chunk at a time.
#pragma once

#include <functional>
#include <span>

#include "usecases/jobs.h"

namespace vigil {

struct BulkRefused {
    Id record;
    Fault fault;
};

struct BulkReport {
    std::int64_t changed = 0, refused_count = 0;
    std::vector<BulkRefused> refused;  // the first 1,000
};

// Does it a chunk at a time; where one refuses, record by record, so that only what refuses is left out.
class InChunks {
  public:
    // One transaction.
    using Commit = std::function<Status(std::span<const Id>, const BulkReport& so_far)>;
    explicit InChunks(Commit commit) : commit_(std::move(commit)) {}

    // Faults: those that are no record's own (unavailable, internal).
    Status all(std::span<const Id> ids, const std::function<bool()>& stopped = {});
    const BulkReport& report() const { return report_; }

  private:
    Status chunk(std::span<const Id> ids);
    Status commit(std::span<const Id> ids);
    Status refuse(Id id, Fault fault);

    Commit commit_;
    BulkReport report_;
};

// As the work of a job: each chunk in one transaction with the job's progress. A record that refuses is counted and
// told, the others go on. Fault unavailable job_interrupted when the server stops.
Result<BulkReport> in_background(
    JobTask& task, const std::vector<Id>& ids,
    const std::function<Status(UnitOfWork&, std::span<const Id>)>& stage);

}  // namespace vigil
