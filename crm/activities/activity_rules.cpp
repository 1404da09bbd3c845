#include "crm/activities/activity_rules.h"

namespace vigil {

namespace {

constexpr Span clocks_differ = minutes(5);

}  // namespace

bool lies_ahead(const Value& moment, Moment now) {
    return !is_empty(moment) && moment_of(moment) > now + clocks_differ;
}

void derive_activity(const Record* before, Record& after, Moment at) {
    if (before || !is_empty(after["state"])) return;
    const bool ahead = lies_ahead(after["happened_at"], at);
    after.set("state", std::string(ahead ? "planned" : "held"));
}

}  // namespace vigil
