// What another node has changed of the company holds at once, though this one has not heard of it: the clock and
// people's acts judge by the company as it is, or begin again.
#include <gtest/gtest.h>

#include "usecases/change_model.h"
#include "usecases/lay_row.h"
#include "usecases/neighbour_fixture.h"
#include "usecases/rehearse.h"
#include "watch/tick.h"

namespace vigil::watch {
namespace {

class StaleCompany : public ::testing::Test {
  protected:
    // "status = working" within so many business days or hours of when it was entered.
    void switch_on(const std::string& expect = "status != working",
                   const std::string& within = R"({"n": 1, "unit": "hours"})") {
        neighbour.write("guideline", [&](Record& row) {
            row.set("key", std::string("own_rule"));
            row.set("entity", std::string("lead"));
            row.set("sentence", std::string(R"({"en": "Done."})"));
            row.set("goal", std::string(R"({"en": "Order"})"));
            row.set("start", std::string("status = working"));
            row.set("from", std::string("entered_at"));
            row.set("expect", expect);
            row.set("within", within);
            row.set("state", std::string("on"));
        });
    }
    Id lead(Engine& engine, Id owner = {}) {
        const EntityDef& of = engine.company.current()->catalogue->need("lead");
        RecordInput input{{of.index_of("company"), std::string("Acme")},
                          {of.index_of("status"), std::string("working")},
                          {of.index_of("entered_at"), house.clock.now()}};
        if (owner) input.emplace_back(of.index_of("owner"), owner);
        const auto made = create_record(engine, Actor::house("hand"), of, input);
        EXPECT_TRUE(made) << made.error().code << made.error().log;
        return made ? made->record : Id{};
    }
    Result<Preview> rehearse_lead() {
        const EntityDef& of = house.entity("lead");
        const RecordInput input{{of.index_of("company"), std::string("Acme")},
                                {of.index_of("status"), std::string("working")}};
        return rehearse(house.engine(), Actor::house("hand"), &of, {}, [&](const Actor& trial) {
            return create_record(house.engine(), trial, of, input);
        });
    }
    std::vector<Record> watches() { return house.all("watch"); }
    void look() {
        const auto done = tick(house.engine());
        EXPECT_TRUE(done) << done.error().code << done.error().log;
    }
    // It knows of nothing that its neighbour has done.
    bool is_stale() {
        return house.engine().company.current()->edition <
               neighbour.engine().company.current()->edition;
    }

    testing::House house;
    testing::Neighbour neighbour{house};
};

TEST_F(StaleCompany, ARuleSwitchedOnTakesWhatIsThere) {
    const Id one = lead(house.engine());
    switch_on();
    ASSERT_TRUE(is_stale());
    look();
    ASSERT_EQ(watches().size(), 1u);
    EXPECT_EQ(watches()[0]["record"], Value(one.value));
    EXPECT_TRUE(house.all("watch_task").empty());
}

TEST_F(StaleCompany, ARecordMadeMeanwhileIsTakenUnderWatch) {
    switch_on();
    ASSERT_TRUE(is_stale());
    lead(house.engine());
    EXPECT_EQ(watches().size(), 1u);
}

TEST_F(StaleCompany, APromiseOfARuleOneHasNotHeardOfBreaks) {
    switch_on();
    lead(neighbour.engine());
    house.clock.at = house.clock.at + hours(2);
    ASSERT_TRUE(is_stale());
    look();
    ASSERT_EQ(watches().size(), 1u);
    EXPECT_EQ(watches()[0].text("state"), "broken");
    EXPECT_EQ(house.where("exception", "state", std::string("open")).size(), 1u);
}

TEST_F(StaleCompany, LeaveMovesDeadlinesAndIsSeenByWhatIsMadeMeanwhile) {
    const Id ann = house.create("user", {{"email", std::string("ann@example.com")},
                                         {"name", std::string("Ann Example")},
                                         {"role", std::string("rep")}});
    switch_on("status != working", R"({"n": 2, "unit": "business_days"})");
    lead(house.engine(), ann);
    ASSERT_EQ(watches().size(), 1u);
    const auto due = moment_of(watches()[0]["due_at"]);
    ASSERT_TRUE(neighbour.engine().company.catch_up());
    const auto left =
        work(neighbour.engine(), Actor::house("hand"), house.clock.now(),
             [&](UnitOfWork& unit) -> Status {
                 VIGIL_TRY(const auto person, unit.need(unit.entity("user"), ann));
                 Record after = person;
                 after.set("leave", std::string(R"([{"from": "2026-03-03", "to": "2026-03-06"}])"));
                 unit.change(person, std::move(after), "update");
                 return {};
             });
    ASSERT_TRUE(left) << left.error().code;
    ASSERT_TRUE(is_stale());
    lead(house.engine(), ann);
    look();
    ASSERT_EQ(watches().size(), 2u);
    EXPECT_GT(moment_of(watches()[0]["due_at"]), due);
    EXPECT_EQ(watches()[1]["due_at"], watches()[0]["due_at"]);
}

TEST_F(StaleCompany, AFieldThatARuleHasBegunToNeedStays) {
    ASSERT_TRUE(add_field(house.engine(), Actor::house(), "lead",
                          R"({"key": "own_size", "kind": "integer"})"));
    ASSERT_TRUE(neighbour.engine().company.catch_up());
    int times = 0;
    const auto hidden = change_model(house.engine(), Actor::house(), [&](UnitOfWork& unit) {
        if (++times == 1) switch_on("own_size > 1");  // between its reading and its writing
        return lay_row(unit, "lead", "own_size",
                       R"({"key": "own_size", "kind": "integer", "own": true, "hidden": true})");
    });
    ASSERT_FALSE(hidden);
    EXPECT_EQ(hidden.error().code, "used_by_guideline");
    EXPECT_EQ(times, 2);
}

TEST_F(StaleCompany, WhatOneHasNotHeardOfIsNoReasonToRefuse) {
    ASSERT_TRUE(add_field(neighbour.engine(), Actor::house(), "lead",
                          R"({"key": "own_size", "kind": "integer"})"));
    ASSERT_TRUE(is_stale());
    const auto changed = change_field(house.engine(), Actor::house(), "lead", "own_size",
                                      R"({"label": {"en": "Machines"}})");
    EXPECT_TRUE(changed) << changed.error().code;
}

TEST_F(StaleCompany, OnTrialItIsJudgedByTheCompanyOfNowToo) {
    switch_on();
    ASSERT_TRUE(is_stale());
    const auto tried = rehearse_lead();
    ASSERT_TRUE(tried) << tried.error().code;
    EXPECT_EQ(tried->starts.size(), 1u);
    EXPECT_TRUE(house.all("lead").empty());
}

}  // namespace
}  // namespace vigil::watch
