#include "crm/leads/return_to_marketing.h"

#include "usecases/after_change.h"
#include "usecases/update_record.h"

namespace vigil {

Status return_to_marketing(UnitOfWork& work, const Record& lead, const ActInput&) {
    Record after = lead;
    after.set("status", std::string("recycled"));
    after.set("owner", Empty{});
    if (after.values == lead.values) return {};
    derive(work, lead, after);
    work.change(lead, after, "return_to_marketing");
    return after_change(work, after);
}

}  // namespace vigil
