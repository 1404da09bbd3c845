#include "usecases/import_job.h"

#include "usecases/conditions.h"

namespace vigil {

namespace {

Result<Record> need_job(UnitOfWork& work, Id id) {
    VIGIL_TRY(auto job, work.view().get(work.entity("job"), id, Permit::house()));
    if (!job) return fail(FaultKind::not_found, "not_found");
    return *std::move(job);
}

}  // namespace

Result<Id> start_import_job(Engine& engine, const Actor& actor, std::string input,
                            std::int64_t total) {
    Id id;
    VIGIL_DO(work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        Record job = unit.blank(unit.entity("job"));
        job.set("kind", std::string("import"));
        if (actor.user) job.set("user", actor.user.value);
        job.set("state", std::string("running"));
        job.set("at", unit.now());
        job.set("done", std::int64_t(0));
        job.set("total", total);
        job.set("refused", std::int64_t(0));
        job.set("input", input);
        unit.insert(job);
        id = job.id();
        return {};
    }));
    return id;
}

Status stage_job_progress(UnitOfWork& work, Id id, std::int64_t done, std::int64_t refused) {
    VIGIL_TRY(const Record job, need_job(work, id));
    Record after = job;
    after.set("done", done);
    after.set("refused", refused);
    work.update(job, after);
    return {};
}

Status finish_import_job(Engine& engine, const Actor& actor, Id id, std::string_view state,
                         std::string result) {
    VIGIL_DO(work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const Record job, need_job(unit, id));
        Record after = job;
        after.set("state", std::string(state));
        if (!result.empty()) after.set("result", result);
        unit.update(job, after);
        return {};
    }));
    return {};
}

Result<int> fail_interrupted_imports(Engine& engine) {
    int failed = 0;
    const Actor house = Actor::house("import");
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        failed = 0;
        const EntityDef& entity = unit.entity("job");
        Query query;
        query.entity = &entity;
        query.where = both(field_equals(entity, "kind", std::string("import")),
                           field_equals(entity, "state", std::string("running")));
        query.limit = 10'000;
        VIGIL_TRY(const auto jobs, unit.view().find(query, Permit::house()));
        for (const auto& job : jobs) {
            Record after = job;
            after.set("state", std::string("failed"));
            after.set("result", std::string(R"({"code":"import_interrupted"})"));
            unit.update(job, after);
            ++failed;
        }
        return {};
    }));
    return failed;
}

}  // namespace vigil
