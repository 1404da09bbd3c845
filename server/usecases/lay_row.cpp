#include "usecases/lay_row.h"

#include "usecases/check_people.h"
#include "usecases/conditions.h"
#include "usecases/try_model.h"

namespace vigil {

namespace {

constexpr std::size_t declaration_max = 200'000;

}  // namespace

Status check_changes_model(const Actor& actor, const Catalogue& catalogue) {
    if (actor.permit.changes_all(catalogue.need("overlay"))) return {};
    return fail(FaultKind::forbidden, "model_not_yours");
}

Result<Committed> change_model(Engine& engine, const Actor& actor,
                               const std::function<Status(UnitOfWork&)>& decide) {
    VIGIL_DO(check_changes_model(actor, *engine.company.current()->catalogue));
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_DO(decide(unit));
        return try_model(unit);
    });
}

Result<CataloguePtr> try_change(Engine& engine, const Actor& actor,
                                const std::function<Status(UnitOfWork&)>& decide) {
    VIGIL_DO(check_changes_model(actor, *engine.company.current()->catalogue));
    VIGIL_DO(
        engine.company
            .catch_up());  // nothing is committed here that would tell of another node's change
    UnitOfWork unit(engine, actor, engine.clock.now());
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
