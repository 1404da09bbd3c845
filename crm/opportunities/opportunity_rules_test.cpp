#include "crm/opportunities/opportunity_rules.h"

#include <gtest/gtest.h>

#include "usecases/company.h"

namespace vigil {
namespace {

const EntityDef& opportunity() {
    static const auto catalogue = *Catalogue::make(*shipped_entities(), 1);
    return catalogue->need("opportunity");
}

Record in_stage(std::string stage) {
    Record record(opportunity());
    record.set("stage", std::move(stage));
    derive_opportunity(nullptr, record, Moment{});
    return record;
}

TEST(OpportunityRules, StageBringsProbabilityAndForecast) {
    const Record demo = in_stage("demo");
    EXPECT_EQ(integer_of(demo["probability"]), 25);
    Record won = demo;
    won.set("stage", std::string("won"));
    derive_opportunity(&demo, won, Moment{});
    EXPECT_EQ(integer_of(won["probability"]), 100);
    EXPECT_EQ(won.text("forecast_category"), "closed");
}

TEST(OpportunityRules, WhatAPersonSetsInTheSameActStays) {
    const Record demo = in_stage("demo");
    Record after = demo;
    after.set("stage", std::string("proposal"));
    after.set("probability", std::int64_t(90));
    derive_opportunity(&demo, after, Moment{});
    EXPECT_EQ(integer_of(after["probability"]), 90);
}

TEST(OpportunityRules, MovementEndsEligibilityToClose) {
    Record before = in_stage("demo");
    before.set("eligible_to_close", true);
    Record renamed = before;
    renamed.set("name", std::string("Another name"));
    derive_opportunity(&before, renamed, Moment{});
    EXPECT_TRUE(truth_of(renamed["eligible_to_close"])) << "a mere edit is no movement";
    Record moved = before;
    moved.set("close_date", make_day(2026, 5, 1));
    derive_opportunity(&before, moved, Moment{});
    EXPECT_TRUE(is_empty(moved["eligible_to_close"]));
}

}  // namespace
}  // namespace vigil
