#include "usecases/import_job.h"

#include <algorithm>
#include <array>

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
    constexpr std::array<std::string_view, 3> roles{"admin", "manager", "marketing"};
    if (std::ranges::find(roles, actor.permit.role()) == roles.end() || !rights->may_create)
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
