#include "rules/evaluate.h"

#include <gtest/gtest.h>

#include "rules/condition_test_world.h"
#include "rules/parse_condition.h"

// What every condition answers is in tests/vectors/conditions.json; here is what it asks for.
namespace vigil::rules {
namespace {

class CountingFacts : public Facts {
  public:
    explicit CountingFacts(const Catalogue& catalogue) : lead(catalogue.need("lead")) {
        lead.values[field_id] = Id{1};
    }
    const Record& record() override { return lead; }
    Result<const Record*> linked(int) override {
        ++asked;
        return nullptr;
    }
    Result<const std::vector<Record>*> children(const EntityDef&, int) override {
        ++asked;
        if (broken) return fail(FaultKind::unavailable, "store_failed");
        return &none;
    }
    Result<std::optional<Moment>> changed_at(int) override {
        ++asked;
        return std::nullopt;
    }

    Record lead;
    std::vector<Record> none;
    bool broken = false;
    int asked = 0;
};

struct EvaluateTest : testing::Test {
    CataloguePtr catalogue = test_catalogue();
    CountingFacts facts{*catalogue};
    ConditionContext context;

    Result<bool> answer(std::string_view text) {
        const auto condition = parse_condition(text, catalogue->need("lead"), *catalogue).value();
        return evaluate(*condition, facts, context);
    }
    void set(std::string_view field, Value value) {
        facts.lead.values[std::size_t(facts.lead.entity->index_of(field))] = std::move(value);
    }
};

TEST_F(EvaluateTest, AsksNothingWhenTheRecordDecides) {
    set("status", std::string("working"));
    EXPECT_EQ(answer("count(activities) = 0 and owner.team = me.team and status = new"), false);
    EXPECT_EQ(answer("changed(status) since today or count(activities) > 0 or status = working"),
              true);
    EXPECT_EQ(facts.asked, 0);
}

TEST_F(EvaluateTest, AsksWhenItMust) {
    set("status", std::string("new"));
    EXPECT_EQ(answer("count(activities) = 0 and status = new"), true);
    EXPECT_EQ(facts.asked, 1);
}

TEST_F(EvaluateTest, DoesNotFollowAnEmptyLink) {
    EXPECT_EQ(answer("owner.team is empty"), true);
    EXPECT_EQ(facts.asked, 0);
    set("owner", Id{7});
    EXPECT_EQ(answer("owner.team is empty"), true);
    EXPECT_EQ(facts.asked, 1);
}

TEST_F(EvaluateTest, PassesFaultsOn) {
    facts.broken = true;
    EXPECT_EQ(answer("not (count(activities) = 0)").error().code, "store_failed");
    EXPECT_EQ(answer("count(activities) in (1, 2)").error().code, "store_failed");
    EXPECT_EQ(answer("status = new or count(activities) = 0").error().code, "store_failed");
}

TEST_F(EvaluateTest, AnUnknownZoneIsUtc) {
    context.time_zone = "Nowhere/Land";
    context.now = *parse_moment("2026-03-02T00:00:00Z");
    set("close_date", make_day(2026, 3, 2));
    EXPECT_EQ(answer("close_date = today"), true);
}

}  // namespace
}  // namespace vigil::rules
