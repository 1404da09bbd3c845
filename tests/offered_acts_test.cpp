// What an act says of when it is offered, and what it does then.
#include "rules/own_facts.h"
#include "rules/parse_condition.h"
#include "rules/print_condition.h"
#include "tests/support/office.h"

namespace vigil::testing {
namespace {

class OfferedActs : public ::testing::Test {
  protected:
    void SetUp() override {
        office_ = Office::make(StoreKind::sqlite);
        const auto id = office_->create(
            "user", {{"email", "ann@example.com"}, {"name", "Ann Example"}, {"role", "admin"}});
        token_ = office_->token_of("ann@example.com");
        me_ = id;
    }
    const EntityDef& entity(const std::string& key) {
        kept_ = office_->company();
        return kept_->catalogue->need(key);
    }
    bool is_offered(const std::string& key, const std::string& id, const std::string& act) {
        const EntityDef& of = entity(key);
        const auto record = office_->engine().store.read()->get(of, *parse_id(id), Permit::house());
        const auto when = rules::parse_condition(of.act(act)->offered_when, of, *kept_->catalogue);
        rules::OwnFacts facts(**record);
        ConditionContext context;
        context.now = office_->now();
        return *rules::evaluate(**when, facts, context);
    }
    Answer act(const std::string& plural, const std::string& id, const std::string& act) {
        return office_->post(token_, "/api/v1/" + plural + "/" + id + "/" + act, Json::object());
    }

    std::unique_ptr<Office> office_;
    std::string token_, me_;
    CompanyPtr kept_;
};

TEST_F(OfferedActs, EachConditionIsReadByItsOwnRecordAlone) {
    int told = 0;
    const auto company = office_->company();
    for (const auto& entity : company->catalogue->entities())
        for (const auto& act : entity->acts) {
            if (act.offered_when.empty()) continue;
            ++told;
            const auto when =
                rules::parse_condition(act.offered_when, *entity, *company->catalogue);
            ASSERT_TRUE(when) << entity->key << '.' << act.key << ": " << when.error().code;
            EXPECT_TRUE(rules::is_local(**when)) << entity->key << '.' << act.key;
        }
    EXPECT_EQ(told, 6);
}

TEST_F(OfferedActs, WhatAnActWritesIsReadByItsOwnRecordAlone) {
    int told = 0;
    const auto company = office_->company();
    for (const auto& entity : company->catalogue->entities())
        for (const auto& act : entity->acts)
            for (const auto& [field, text] : act.writes) {
                ++told;
                const auto when = rules::parse_condition(text, *entity, *company->catalogue);
                ASSERT_TRUE(when) << entity->key << '.' << act.key << ": " << when.error().code;
                EXPECT_TRUE(rules::is_local(**when)) << entity->key << '.' << act.key;
            }
    EXPECT_EQ(told, 12);
}

TEST_F(OfferedActs, ALeadIsQualifiedUntilItIs) {
    for (const char* status : {"new", "working", "qualified", "unqualified", "recycled"}) {
        const auto id = office_->create("lead", {{"company", "Castor Energy"}, {"status", status}});
        const bool offered = is_offered("lead", id, "qualify");
        EXPECT_EQ(act("leads", id, "qualify").status == 200, offered) << status;
    }
}

TEST_F(OfferedActs, ALeadGoesBackOnce) {
    const auto id = office_->create("lead", {{"company", "Castor Energy"}, {"owner", me_}});
    EXPECT_TRUE(is_offered("lead", id, "return_to_marketing"));
    EXPECT_NE(act("leads", id, "return_to_marketing").journal, "");
    EXPECT_FALSE(is_offered("lead", id, "return_to_marketing"));
    EXPECT_EQ(act("leads", id, "return_to_marketing").journal, "") << "nothing changes";
    const auto held = office_->create(
        "lead", {{"company", "Castor Energy"}, {"status", "recycled"}, {"owner", me_}});
    EXPECT_TRUE(is_offered("lead", held, "return_to_marketing")) << "somebody still has it";
}

TEST_F(OfferedActs, WhatNobodyOwnsIsTakenOnce) {
    const auto lead = office_->create("lead", {{"company", "Castor Energy"}});
    const auto opportunity = office_->create("opportunity", {{"name", "Castor"}});
    for (const auto& [key, plural, id] :
         {std::tuple("lead", "leads", lead),
          std::tuple("opportunity", "opportunities", opportunity)}) {
        EXPECT_TRUE(is_offered(key, id, "take"));
        EXPECT_NE(act(plural, id, "take").journal, "");
        EXPECT_FALSE(is_offered(key, id, "take"));
        EXPECT_EQ(act(plural, id, "take").journal, "") << "it is his already";
    }
}

TEST_F(OfferedActs, AnOpportunityIsAcceptedOnceWhileItIsOpen) {
    const auto made = [&](const char* stage) {
        return office_->create("opportunity",
                               {{"name", "Castor"}, {"stage", stage}, {"lost_reason", "price"}});
    };
    const auto open = made("demo");
    EXPECT_TRUE(is_offered("opportunity", open, "accept"));
    EXPECT_EQ(act("opportunities", open, "accept").status, 200);
    EXPECT_FALSE(is_offered("opportunity", open, "accept"));
    for (const char* stage : {"won", "lost"})
        EXPECT_FALSE(is_offered("opportunity", made(stage), "accept")) << stage;
}

TEST_F(OfferedActs, AStepIsCompletedOnce) {
    const auto opportunity = office_->create("opportunity", {{"name", "Castor"}});
    const auto step = office_->create(
        "opportunity_step", {{"opportunity", opportunity}, {"name", "Call"}, {"position", 90}});
    EXPECT_TRUE(is_offered("opportunity_step", step, "complete_step"));
    EXPECT_EQ(act("opportunity_steps", step, "complete_step").status, 200);
    EXPECT_FALSE(is_offered("opportunity_step", step, "complete_step"));
    EXPECT_EQ(act("opportunity_steps", step, "complete_step").code(), "step_closed_already");
}

TEST_F(OfferedActs, TheModelTellsThem) {
    const auto model = office_->get(token_, "/api/v1/model");
    int told = 0;
    for (const auto& entity : model.json["entities"])
        for (const auto& act : entity["acts"])
            if (act.contains("offered_when")) {
                ++told;
                EXPECT_EQ(act["offered_when"],
                          office_->company()
                              ->catalogue->need(entity["key"].get<std::string>())
                              .act(act["key"].get<std::string>())
                              ->offered_when);
            }
    EXPECT_EQ(told, 6);
}

}  // namespace
}  // namespace vigil::testing
