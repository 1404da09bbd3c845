#include "rules/choices_read.h"

#include <gtest/gtest.h>

#include "rules/condition_test_world.h"
#include "rules/parse_condition.h"

namespace vigil::rules {
namespace {

std::vector<std::string> named(std::string_view text) {
    const auto condition =
        parse_condition(text, conditions_catalogue().need("lead"), conditions_catalogue()).value();
    std::vector<std::string> all;
    for (const auto& one : choices_read(*condition))
        all.push_back(one.entity->key + "." + one.entity->fields[std::size_t(one.field)].key + "=" +
                      one.choice);
    return all;
}

using Names = std::vector<std::string>;

TEST(ChoicesRead, EveryChoiceOnce) {
    EXPECT_EQ(named("status = new or not (status != new and company is empty)"),
              Names{"lead.status=new"});
    EXPECT_EQ(named("status not in (working, qualified)").size(), 2u);
    EXPECT_EQ(named("count(activities where kind = call and note is not empty) > 0"),
              Names{"activity.kind=call"});
    EXPECT_EQ(named("company = 'new' and status is not empty"), Names{}) << "a text is no choice";
}

}  // namespace
}  // namespace vigil::rules
