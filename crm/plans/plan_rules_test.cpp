#include "crm/plans/plan_rules.h"

#include <gtest/gtest.h>

#include "usecases/company.h"

namespace vigil {
namespace {

TEST(PlanRules, AnyDayOfThePeriodBecomesItsFirst) {
    const auto catalogue = *Catalogue::make(*shipped_entities(), 1);
    const auto first = [&](const char* period, const char* day) {
        Record plan(catalogue->need("plan"));
        plan.set("period", std::string(period));
        plan.set("first_day", *parse_day(day));
        derive_plan(nullptr, plan, Moment{});
        return to_string(std::get<Day>(plan["first_day"]));
    };
    EXPECT_EQ(first("month", "2026-03-31"), "2026-03-01");
    EXPECT_EQ(first("quarter", "2026-03-31"), "2026-01-01");
    EXPECT_EQ(first("year", "2026-03-31"), "2026-01-01");
}

}  // namespace
}  // namespace vigil
