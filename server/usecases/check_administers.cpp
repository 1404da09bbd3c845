#include "usecases/check_administers.h"

namespace vigil {

Status check_administers(const Engine& engine, const Actor& actor) {
    if (actor.permit.is_house()) return {};
    const auto company = engine.company.current();
    const Person* person = company->person(actor.user);
    if (person && company->is_administrator(*person)) return {};
    return fail(FaultKind::forbidden, "office_not_yours");
}

}  // namespace vigil
