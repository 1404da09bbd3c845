#include "usecases/import_job.h"

namespace vigil {

Status check_may_import(Engine& engine, const Actor& actor, std::string_view key) {
    const auto company = engine.company.current();
    const EntityDef* entity = company->catalogue->entity(key);
    if (!entity) entity = company->catalogue->by_plural(key);
    if (!entity || entity->system || entity->hidden)
        return fail(FaultKind::malformed, "unknown_entity", {},
                    {{"entity", std::string(key.substr(0, 60))}});
    if (actor.permit.is_house()) return {};
    const EntityPermit* rights = actor.permit.of(*entity);
    if (!rights || !rights->may_see) return fail(FaultKind::not_found, "not_found");
    // Many records at once are more than one: to import is a right of its own, that of making jobs.
    const EntityPermit* jobs = actor.permit.of(company->catalogue->need("job"));
    if (!jobs || !jobs->may_create || !rights->may_create)
        return fail(FaultKind::forbidden, "may_not_import");
    return {};
}

Result<Id> start_import_job(Engine& engine, const Actor& actor, std::string input,
                            std::int64_t total) {
    Id id;
    VIGIL_DO(work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        Record job = unit.blank(unit.entity("job"));
        job.set("kind", std::string("import"));
        if (actor.user) job.set("user", actor.user.value);
        job.set("state", std::string("running"));
        job.set("node", std::int64_t(engine.store.node()));
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

}  // namespace vigil
