#include "usecases/try_model.h"

#include <algorithm>

#include "rules/parse_condition.h"
#include "usecases/conditions.h"
#include "usecases/overlay.h"

namespace vigil {

namespace {

Result<std::vector<Record>> rows_as_staged(UnitOfWork& work) {
    VIGIL_TRY(auto rows, overlay_rows(work.view(), work.entity("overlay")));
    for (const auto& one : work.staged()) {
        if (one.after.entity->key != "overlay") continue;
        const auto known = std::ranges::find(rows, one.after.id(), &Record::id);
        if (known == rows.end())
            rows.push_back(one.after);
        else
            *known = one.after;
    }
    return rows;
}

Status refuse(const Fault& fault) {
    std::string what = fault.code;
    for (const auto& [name, value] : fault.args) what += " " + value;
    return fail(FaultKind::refused, "bad_declaration", fault.log, {{"what", std::move(what)}});
}

Status check_scopes(const Catalogue& catalogue) {
    for (const auto& entity : catalogue.entities())
        for (const auto& [role, rights] : entity->rights)
            for (const auto& text : {rights.see, rights.change})
                if (!text.empty() && !entity->hidden)
                    if (auto scope = rules::parse_condition(text, *entity, catalogue); !scope)
                        return refuse(scope.error());
    return {};
}

Result<std::string> definition_of(UnitOfWork& work, const rules::Guideline& guideline) {
    const EntityDef& versions = work.entity("guideline_version");
    Query query;
    query.entity = &versions;
    query.where = both(field_equals(versions, "guideline", guideline.id.value),
                       field_equals(versions, "number", std::int64_t(guideline.version)));
    VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
    return rows.empty() ? std::string() : std::string(rows.front().text("definition"));
}

// Those that are watched now must be readable then.
Status check_guidelines(UnitOfWork& work, const Catalogue& catalogue) {
    for (const auto& guideline : work.company().guidelines) {
        if (guideline->state == rules::Guideline::State::off) continue;
        VIGIL_TRY(const auto definition, definition_of(work, *guideline));
        if (definition.empty()) continue;
        if (auto read = rules::read_guideline(definition, catalogue); !read)
            return fail(FaultKind::refused, "used_by_guideline", read.error().log,
                        {{"guideline", guideline->key}});
    }
    return {};
}

}  // namespace

Status try_model(UnitOfWork& work) {
    const bool touched = std::ranges::any_of(
        work.staged(), [](const Staged& one) { return one.after.entity->key == "overlay"; });
    if (!touched) return {};
    VIGIL_TRY(auto rows, rows_as_staged(work));
    VIGIL_TRY(auto shipped, shipped_entities());
    const auto catalogue = lay_overlay(std::move(shipped), std::move(rows));
    if (!catalogue) return refuse(catalogue.error());
    VIGIL_DO(check_scopes(**catalogue));
    return check_guidelines(work, **catalogue);
}

}  // namespace vigil
