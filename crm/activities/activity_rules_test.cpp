#include "crm/activities/activity_rules.h"

#include <gtest/gtest.h>

#include "usecases/company.h"

namespace vigil {
namespace {

const Moment now = *parse_moment("2026-03-02T09:00:00Z");

Record activity_at(Value happened) {
    static const auto catalogue = *Catalogue::make(*shipped_entities(), 1);
    Record record(catalogue->need("activity"));
    record.set("happened_at", std::move(happened));
    return record;
}

std::string state_of(Value happened) {
    Record record = activity_at(std::move(happened));
    derive_activity(nullptr, record, now);
    return std::string(record.text("state"));
}

TEST(ActivityRules, WhatLiesAheadIsPlanned) {
    EXPECT_EQ(state_of(now - hours(1)), "held");
    EXPECT_EQ(state_of(Empty{}), "held");
    EXPECT_EQ(state_of(now + minutes(5)), "held") << "a clock that runs a little fast";
    EXPECT_EQ(state_of(now + minutes(6)), "planned");
}

TEST(ActivityRules, WhatWasSaidStands) {
    Record record = activity_at(now + days(1));
    record.set("state", std::string("cancelled"));
    derive_activity(nullptr, record, now);
    EXPECT_EQ(record.text("state"), "cancelled");
    Record emptied = activity_at(now + days(1));
    derive_activity(&record, emptied, now);
    EXPECT_TRUE(is_empty(emptied["state"])) << "only a new one is filled in";
}

}  // namespace
}  // namespace vigil
