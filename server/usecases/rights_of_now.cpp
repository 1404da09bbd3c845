#include "usecases/rights_of_now.h"

namespace vigil {

Result<Actor> with_rights_of_now(Engine& engine, Actor actor) {
    if (actor.permit.is_house()) return actor;
    const auto company = engine.company.current();
    const Person* person = company->person(actor.user);
    if (!person || !person->active) return fail(FaultKind::unauthenticated, "not_signed_in");
    actor.permit = company->permit_for(*person, engine.clock.now());
    return actor;
}

}  // namespace vigil
