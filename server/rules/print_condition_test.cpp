#include "rules/print_condition.h"

#include <gtest/gtest.h>

#include "rules/condition_test_world.h"
#include "rules/parse_condition.h"

namespace vigil::rules {
namespace {

ConditionPtr parsed(std::string_view text) {
    return parse_condition(text, conditions_catalogue().need("lead"), conditions_catalogue())
        .value();
}

std::string canonical(std::string_view text) { return print_condition(*parsed(text)); }

TEST(PrintCondition, IsCanonical) {
    EXPECT_EQ(canonical("((status=new))AND NOT(owner IS EMPTY)"),
              "status = new and owner is not empty");
    EXPECT_EQ(canonical("not (status in(new,working) or true)"),
              "not (status in (new, working) or true)");
    EXPECT_EQ(canonical("(status = new or true) and false"), "(status = new or true) and false");
    EXPECT_EQ(canonical("status not in (new)"), "status not in (new)");
    EXPECT_EQ(canonical("company='say \"x\"\\\\ \\n'"), R"(company = "say \"x\"\\ \n")");
    EXPECT_EQ(canonical("amount >= 1000.50 eur or amount < 0.10"),
              "amount >= 1000.5 EUR or amount < 0.1");
    EXPECT_EQ(canonical("amount > -0.05"), "amount > -0.05");
    EXPECT_EQ(canonical("entered_at>=NOW-1 days"), "entered_at >= now - 1 day");
    EXPECT_EQ(canonical("entered_at = 2026-03-02T10:00:00+01:00"),
              "entered_at = 2026-03-02T09:00:00.000000Z");
    EXPECT_EQ(canonical("Count(activities WHERE kind=call)<5"),
              "count(activities where kind = call) < 5");
    EXPECT_EQ(canonical("changed(status,amount)since started"),
              "changed(status, amount) since started");
    EXPECT_EQ(canonical("owner.team in my_teams or owner in(me,7)"),
              "owner.team in my_teams or owner in (me, 7)");
}

TEST(PrintCondition, SaysWhatIsRead) {
    const auto condition = parsed(
        "status = new and owner.team = me.team and changed(amount) since today and "
        "count(activities where kind = call and lead is not empty) > 0");
    const EntityDef& lead = conditions_catalogue().need("lead");
    std::vector<int> own{lead.index_of("status"), lead.index_of("owner"), lead.index_of("amount")};
    EXPECT_EQ(fields_read(*condition), own);
    ASSERT_EQ(children_read(*condition).size(), 1u);
    EXPECT_EQ(children_read(*condition)[0]->key, "activity");
    EXPECT_TRUE(reads_children(*condition));
    EXPECT_FALSE(reads_children(*parsed("status = new")));
    ASSERT_EQ(linked_read(*condition).size(), 1u);
    EXPECT_EQ(linked_read(*condition)[0]->key, "user");
    EXPECT_EQ(fields_of_all(*condition).size(), 6u);  // status owner user.team amount kind lead
    EXPECT_FALSE(reads_clock(*parsed("entered_at > started")));
    EXPECT_TRUE(
        reads_clock(*parsed("not (true and count(activities where created_at > now) = 1)")));
    EXPECT_TRUE(reads_clock(*parsed("changed(status) since today - 1 week")));
}

TEST(PrintCondition, TellsTreesApart) {
    EXPECT_TRUE(same_condition(*parsed("status=new"), *parsed("(status = new)")));
    for (const auto* other : {"status = working", "status != new", "not status = new",
                              "company = \"new\"", "status in (new)", "status = new and true"})
        EXPECT_FALSE(same_condition(*parsed("status = new"), *parsed(other))) << other;
    EXPECT_FALSE(
        same_condition(*parsed("entered_at > now + 1 day"), *parsed("entered_at > now + 1 week")));
    EXPECT_FALSE(same_condition(*parsed("count(activities where kind = call) = 1"),
                                *parsed("count(activities where kind = email) = 1")));
}

}  // namespace
}  // namespace vigil::rules
