#include "crm/opportunities/accept_opportunity.h"

namespace vigil {

Status accept_opportunity(UnitOfWork& work, const Record& opportunity, const ActInput&) {
    Record after = opportunity;
    after.set("accepted_at", work.at());
    work.change(opportunity, std::move(after), "accept");
    return {};
}

}  // namespace vigil
