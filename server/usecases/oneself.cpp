#include "usecases/oneself.h"

namespace vigil {

Result<Committed> change_oneself(Engine& engine, const Actor& actor, const RecordInput& input) {
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const EntityDef& user = unit.entity("user");
        VIGIL_TRY(const auto before, unit.view().get(user, actor.user, Permit::house()));
        if (!before || before->removed()) return fail(FaultKind::unauthenticated, "not_signed_in");
        Record after = *before;
        for (const auto& [index, value] : input) {
            const std::string& key = user.fields[std::size_t(index)].key;
            if (key != "locale" && key != "time_zone")
                return fail_field(key, "unknown_field", {{"field", key}});
            after.values[std::size_t(index)] = value;
        }
        if (after.values == before->values) return {};
        VIGIL_DO(check_record(unit, before, after));
        unit.change(*before, std::move(after), "update");
        return {};
    });
}

}  // namespace vigil
