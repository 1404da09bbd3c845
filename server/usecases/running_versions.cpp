#include "usecases/running_versions.h"

#include "usecases/conditions.h"

namespace vigil {

Result<bool> is_running(ReadView& view, const Catalogue& catalogue, Id guideline, int version) {
    const EntityDef &watch = catalogue.need("watch"), &exception = catalogue.need("exception");
    const auto text = [](const char* word) { return Value(std::string(word)); };
    std::vector<ConditionPtr> live;
    for (const char* state : {"running", "warned", "broken"})
        live.push_back(field_equals(watch, "state", text(state)));
    const auto any = [&](const EntityDef& entity, Value id, ConditionPtr where) -> Result<bool> {
        Query query;
        query.entity = &entity;
        query.where = both(both(field_equals(entity, "guideline", std::move(id)),
                                field_equals(entity, "guideline_version", std::int64_t(version))),
                           std::move(where));
        query.limit = 1;
        VIGIL_TRY(const auto rows, view.find(query, Permit::house()));
        return !rows.empty();
    };
    VIGIL_TRY(const bool watched,
              any(watch, guideline.value,
                  both(any_of(std::move(live)), field_equals(watch, "over", Value(false)))));
    if (watched) return true;
    return any(exception, guideline, negated(field_equals(exception, "state", text("closed"))));
}

Result<std::vector<rules::GuidelinePtr>> running_before(
    ReadView& view, const Company& company,
    const std::function<bool(const rules::Guideline&)>& concerns) {
    std::vector<rules::GuidelinePtr> found;
    for (const auto& newest : company.guidelines) {
        if (newest->state == rules::Guideline::State::off) continue;
        for (int version = 1; version < newest->version; ++version) {
            const auto earlier = company.guideline(newest->id, version);
            if (!earlier || !concerns(*earlier)) continue;
            VIGIL_TRY(const bool running,
                      is_running(view, *company.catalogue, newest->id, version));
            if (running) found.push_back(earlier);
        }
    }
    return found;
}

std::unexpected<Fault> used_by_running(const rules::Guideline& guideline, std::string log) {
    return fail(FaultKind::refused, "used_by_running", std::move(log),
                {{"guideline", guideline.key}, {"version", std::to_string(guideline.version)}});
}

}  // namespace vigil
