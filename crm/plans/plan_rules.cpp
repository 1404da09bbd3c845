#include "crm/plans/plan_rules.h"

#include "base/period.h"

namespace vigil {

void derive_plan(const Record*, Record& after, Moment) {
    const auto* day = std::get_if<Day>(&after["first_day"]);
    const auto period = parse_period(after.text("period"));
    if (day && period) after.set("first_day", first_of(*period, *day));
}

}  // namespace vigil
