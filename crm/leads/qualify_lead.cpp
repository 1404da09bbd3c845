#include "crm/leads/qualify_lead.h"

#include "usecases/check_record.h"
#include "usecases/update_record.h"

namespace vigil {

Status qualify_lead(UnitOfWork& work, const Record& lead, const ActInput&) {
    if (lead.text("status") == "qualified") return fail(FaultKind::refused, "already_qualified");
    Record after = lead;
    after.set("status", std::string("qualified"));
    derive(work, lead, after);
    VIGIL_DO(check_record(work, lead, after));  // what the company asks for first
    work.change(lead, std::move(after), "qualify");
    return {};
}

}  // namespace vigil
