#include "usecases/lay_row.h"

#include "usecases/check_people.h"
#include "usecases/conditions.h"
#include "usecases/overlay.h"
#include "usecases/try_model.h"

namespace vigil {

namespace {

constexpr std::size_t declaration_max = 200'000;

// Decides on the model as it stands in the store: another node may have changed it.
Status check_fresh(UnitOfWork& work) {
    VIGIL_TRY(const auto rows, model_rows(work.view(), work.catalogue()));
    if (model_version(rows) == work.catalogue().version()) return {};
    return fail(FaultKind::conflict, "model_changed");
}

}  // namespace

Status check_changes_model(const Actor& actor, const Catalogue& catalogue) {
    if (actor.permit.changes_all(catalogue.need("overlay"))) return {};
    return fail(FaultKind::forbidden, "model_not_yours");
}

Result<Committed> change_model(Engine& engine, const Actor& actor,
                               const std::function<Status(UnitOfWork&)>& decide) {
    VIGIL_DO(check_changes_model(actor, *engine.company.current()->catalogue));
    const std::lock_guard one_at_a_time(engine.company.changing());
    constexpr int tries = 5;
    for (int i = 1;; ++i) {
        auto done = work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
            VIGIL_DO(check_fresh(unit));
            VIGIL_DO(decide(unit));
            return try_model(unit);
        });
        const bool again =
            !done && (done.error().code == "model_changed" || done.error().code == "not_unique");
        if (!again || i == tries) return done;
        VIGIL_DO(engine.company.reload());
    }
}

Result<CataloguePtr> try_change(Engine& engine, const Actor& actor,
                                const std::function<Status(UnitOfWork&)>& decide) {
    VIGIL_DO(check_changes_model(actor, *engine.company.current()->catalogue));
    UnitOfWork unit(engine, actor, engine.clock.now());
    VIGIL_DO(check_fresh(unit));
    VIGIL_DO(decide(unit));
    VIGIL_DO(try_model(unit));
    VIGIL_DO(check_people(unit));
    return model_as_staged(unit);
}

Result<std::optional<Record>> overlay_row(UnitOfWork& work, std::string_view entity,
                                          std::string_view field) {
    const EntityDef& overlay = work.entity("overlay");
    Query query;
    query.entity = &overlay;
    query.where = field_equals(overlay, "entity", std::string(entity));
    query.limit = 10'000;
    query.removed = Removed::with;  // a row whose making was undone is laid again
    VIGIL_TRY(auto rows, work.view().find(query, Permit::house()));
    for (auto& row : rows)
        if (row.text("field") == field) return std::optional(std::move(row));
    return std::optional<Record>();
}

Status lay_row(UnitOfWork& work, std::string_view entity, std::string_view field,
               std::string declaration) {
    if (declaration.size() > declaration_max)
        return fail_field("declaration", "too_long", {{"limit", std::to_string(declaration_max)}});
    VIGIL_TRY(const auto known, overlay_row(work, entity, field));
    if (known) {
        if (!known->removed() && known->text("declaration") == declaration) return {};
        Record after = *known;
        after.set("declaration", std::move(declaration));
        after.values[field_removed_at] = Empty{};
        work.change(*known, std::move(after), "update");
        return {};
    }
    Record row = work.blank(work.entity("overlay"));
    row.set("entity", std::string(entity));
    // Not empty, so that the unique index over (entity, field) holds for rows without a field too.
    row.set("field", std::string(field));
    row.set("declaration", std::move(declaration));
    work.create(std::move(row));
    return {};
}

}  // namespace vigil
