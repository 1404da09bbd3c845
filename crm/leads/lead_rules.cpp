#include "crm/leads/lead_rules.h"

namespace vigil {

void derive_lead(const Record* before, Record& after, Moment at) {
    if (is_empty(after["entered_at"])) after.set("entered_at", at);
    const bool qualified = after.text("status") == "qualified";
    const bool was = before && before->text("status") == "qualified";
    if (qualified && !was) after.set("qualified_at", at);
}

}  // namespace vigil
