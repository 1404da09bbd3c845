#include "usecases/try_model.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "model/brought.h"
#include "rules/parse_condition.h"
#include "usecases/check_choices.h"
#include "usecases/conditions.h"
#include "usecases/overlay.h"
#include "usecases/running_versions.h"

namespace vigil {

namespace {

void lay_staged(std::vector<Record>& rows, const Record& staged) {
    const auto known = std::ranges::find(rows, staged.id(), &Record::id);
    if (known == rows.end())
        rows.push_back(staged);
    else
        *known = staged;
}

std::unexpected<Fault> refuse(const Fault& fault) {
    std::string what = fault.code;
    for (const auto& [name, value] : fault.args) what += " " + value;
    return fail(FaultKind::refused, "bad_declaration", fault.log, {{"what", std::move(what)}});
}

// Of an entity that is new its own declaration is at fault, of another what was done to what its rights speak of.
Status check_scopes(UnitOfWork& work, const Catalogue& catalogue) {
    for (const auto& entity : catalogue.entities())
        for (const auto& [role, rights] : entity->rights)
            for (const auto& text : {rights.see, rights.change})
                if (!text.empty() && !entity->hidden)
                    if (auto scope = rules::parse_condition(text, *entity, catalogue); !scope)
                        return work.catalogue().entity(entity->key)
                                   ? fail(FaultKind::refused, "used_by_rights", scope.error().log,
                                          {{"role", role}, {"entity", entity->key}})
                                   : refuse(scope.error());
    return {};
}

// Where a field must be filled, for a field that the act itself declares and for those it would break.
Status check_demands(const Catalogue& catalogue) {
    for (const auto& entity : catalogue.entities())
        for (const auto& field : entity->fields)
            if (!field.required_when.empty() && !field.hidden && !entity->hidden)
                if (auto when = rules::parse_condition(field.required_when, *entity, catalogue);
                    !when)
                    return fail_field(field.key, when.error().code, when.error().args);
    return {};
}

// What choices bring fits, or did not fit before: what a newer program ships may not fit what a company has
// made of it, and that is no reason to refuse other changes.
Status check_brought(UnitOfWork& work, const Catalogue& catalogue) {
    const auto troubles = [](EntityDef copy) { return find_brought(copy); };
    for (const auto& entity : catalogue.entities()) {
        if (entity->hidden) continue;
        const EntityDef* now = work.catalogue().entity(entity->key);
        const auto known = now ? troubles(*now) : std::vector<FieldFault>();
        for (auto& trouble : troubles(*entity)) {
            const bool is_new = std::ranges::none_of(known, [&](const FieldFault& one) {
                return one.field == trouble.field && one.args == trouble.args;
            });
            if (is_new) return fail_field(trouble.field, trouble.code, std::move(trouble.args));
        }
    }
    return {};
}

// As people tell fields apart: by what stands on the page, whatever its case.
std::string label_shown(const FieldDef& field, std::string_view language) {
    const auto label = trim(field.label.in(language));
    return fold(label.empty() ? std::string_view(field.key) : label);
}

bool shows_labels(const FieldDef& field) { return !field.hidden && !field.secret && !field.base; }

// Nobody could tell the two apart. Those that are alike already, as a newer program may ship them, stay.
Status check_labels_of(const EntityDef& entity, const EntityDef* now) {
    const auto is_new = [&](const FieldDef& field, std::string_view language) {
        const FieldDef* known = now && !now->hidden ? now->field(field.key) : nullptr;
        return !known || known->hidden ||
               label_shown(*known, language) != label_shown(field, language);
    };
    for (const std::string_view language : {"en", "zh-CN"}) {
        std::map<std::string, const FieldDef*> by_label;
        for (const auto& field : entity.fields) {
            if (!shows_labels(field)) continue;
            const auto [same, fresh] = by_label.emplace(label_shown(field, language), &field);
            if (fresh) continue;
            const FieldDef* at = is_new(field, language)           ? &field
                                 : is_new(*same->second, language) ? same->second
                                                                   : nullptr;
            if (at)
                return fail_field(at->key, "label_taken",
                                  {{"label", std::string(trim(at->label.in(language)))}});
        }
    }
    return {};
}

Status check_labels(UnitOfWork& work, const Catalogue& catalogue) {
    for (const auto& entity : catalogue.entities())
        if (!entity->hidden && !entity->system)
            VIGIL_DO(check_labels_of(*entity, work.catalogue().entity(entity->key)));
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

// Those that are watched now must be readable then, and so must the earlier versions that running promises keep.
Status check_guidelines(UnitOfWork& work, const Catalogue& catalogue) {
    const auto trouble_of = [&](const rules::Guideline& guideline) -> Status {
        VIGIL_TRY(const auto definition, definition_of(work, guideline));
        if (definition.empty()) return {};
        if (auto read = rules::read_guideline(definition, catalogue); !read)
            return fail(FaultKind::refused, "used_by_guideline", read.error().log,
                        {{"guideline", guideline.key}});
        return {};
    };
    for (const auto& guideline : work.company().guidelines)
        if (guideline->state != rules::Guideline::State::off) VIGIL_DO(trouble_of(*guideline));
    VIGIL_TRY(const auto broken,
              running_before(work.view(), work.company(),
                             [&](const auto& earlier) { return !trouble_of(earlier); }));
    return broken.empty() ? Status() : used_by_running(*broken.front());
}

}  // namespace

Status try_model(UnitOfWork& work) {
    const bool touched = std::ranges::any_of(work.staged(), [](const Staged& one) {
        return one.after.entity->key == "overlay" || one.after.entity->key == "role";
    });
    if (!touched) return {};
    VIGIL_TRY(const auto catalogue, model_as_staged(work));
    VIGIL_DO(check_scopes(work, *catalogue));
    VIGIL_DO(check_demands(*catalogue));
    VIGIL_DO(check_brought(work, *catalogue));
    VIGIL_DO(check_labels(work, *catalogue));
    VIGIL_DO(check_choices_stay(work.view(), work.company(), *catalogue));
    return check_guidelines(work, *catalogue);
}

Result<CataloguePtr> model_as_staged(UnitOfWork& work) {
    VIGIL_TRY(auto rows, model_rows(work.view(), work.catalogue()));
    for (const auto& one : work.staged()) {
        if (one.after.entity->key == "overlay") lay_staged(rows.changes, one.after);
        if (one.after.entity->key == "role") lay_staged(rows.roles, one.after);
    }
    VIGIL_TRY(auto shipped, shipped_entities());
    auto catalogue = lay_overlay(std::move(shipped), std::move(rows));
    if (!catalogue) return refuse(catalogue.error());
    return catalogue;
}

}  // namespace vigil
