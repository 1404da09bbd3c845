#include "crm/activities/activity_rules.h"

#include "model/ahead.h"

namespace vigil {

void derive_activity(const Record* before, Record& after, Moment at) {
    if (before || !is_empty(after["state"])) return;
    const bool ahead = lies_ahead(after["happened_at"], at);
    after.set("state", std::string(ahead ? "planned" : "held"));
}

}  // namespace vigil
