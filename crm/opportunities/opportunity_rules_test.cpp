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

TEST(OpportunityRules, WhenItWasWonOrLostIsKept) {
    const Moment monday = *parse_moment("2026-03-02T09:00:00Z");
    const Moment later = monday + hours(5);
    const auto moved = [](const Record& before, const char* stage, Moment at) {
        Record after = before;
        after.set("stage", std::string(stage));
        derive_opportunity(&before, after, at);
        return after;
    };
    const Record open = in_stage("demo");
    EXPECT_TRUE(is_empty(open["closed_at"]));
    const Record won = moved(open, "won", monday);
    EXPECT_EQ(moment_of(won["closed_at"]), monday);
    EXPECT_EQ(moment_of(moved(won, "won", later)["closed_at"]), monday) << "a later edit";
    EXPECT_EQ(moment_of(moved(won, "lost", later)["closed_at"]), later);
    EXPECT_TRUE(is_empty(moved(won, "negotiation", later)["closed_at"]));
}

TEST(OpportunityRules, OneEnteredAsWonWasSoOnItsCloseDate) {
    const Moment monday = *parse_moment("2026-03-02T09:00:00Z");
    const auto closed = [&](std::optional<Day> day) {
        Record record(opportunity());
        record.set("stage", std::string("won"));
        if (day) record.set("close_date", *day);
        derive_opportunity(nullptr, record, monday);
        return to_string(moment_of(record["closed_at"]));
    };
    EXPECT_EQ(closed({}), to_string(monday));
    EXPECT_EQ(closed(make_day(2026, 1, 15)), "2026-01-15T12:00:00.000000Z");
    EXPECT_EQ(closed(make_day(2026, 3, 15)), to_string(monday)) << "it cannot be in the future";
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
