// Two acts at once, of which each alone is fine: the second to be written sees what the first has done. That both
// stores hold what a change set stands on is tested in storage/store_test.cpp.
#include "usecases/house_fixture.h"
#include "usecases/meanwhile_fixture.h"
#include "usecases/undo_act.h"
#include "usecases/update_record.h"

namespace vigil {
namespace {

class AtOnce : public ::testing::Test {
  protected:
    using Act = std::function<Result<Committed>(Engine&, const Actor&)>;

    Committed make(std::string_view key, std::string_view field, const Value& value) {
        const auto made = create_record(house_.engine(), actor_, house_.entity(key),
                                        input(key, {{field, value}}));
        EXPECT_TRUE(made) << made.error().code;
        return made.value_or(Committed{});
    }
    RecordInput input(std::string_view key,
                      const std::vector<std::pair<std::string_view, Value>>& values) {
        RecordInput input;
        for (const auto& [field, value] : values)
            input.emplace_back(house_.entity(key).index_of(field), value);
        return input;
    }
    // What becomes of an act where something else happens between its deciding and its writing.
    Result<Committed> act(const Act& decide, std::function<void()> meanwhile) {
        Engine& house = house_.engine();
        testing::Meanwhile store(house.store, std::move(meanwhile));
        Engine engine{store, house.clock, house.ids, house.company, house.registry, {}};
        return decide(engine, actor_);
    }
    Act linking_ada_to(Id account) {
        return [this, account](Engine& engine, const Actor& actor) {
            return create_record(
                engine, actor, house_.entity("contact"),
                input("contact", {{"last_name", std::string("Ada")}, {"account", account}}));
        };
    }
    Act putting_above(Id account, Id above) {
        return [this, account, above](Engine& engine, const Actor& actor) {
            return update_record(engine, actor, house_.entity("account"), account,
                                 input("account", {{"parent", above}}), 0);
        };
    }
    Id person(const std::string& name, const std::string& role) {
        return house_.create("user",
                             {{"email", name + "@example.com"}, {"name", name}, {"role", role}});
    }
    Act changing(std::string_view key, Id record, std::string_view field, const Value& value) {
        return [=, this](Engine& engine, const Actor& actor) {
            return update_record(engine, actor, house_.entity(key), record,
                                 input(key, {{field, value}}), 0);
        };
    }
    Act removing(std::string_view key, Id record) {
        return [=, this](Engine& engine, const Actor& actor) {
            return remove_record(engine, actor, house_.entity(key), record, 0);
        };
    }
    // Which of the two is written first is no matter: the other one is refused.
    void exclude_each_other(const Act& one, const char* code, const Act& other) {
        refused(act(one, [&] { EXPECT_TRUE(other(house_.engine(), actor_)); }), code);
    }
    static void refused(const Result<Committed>& done, const char* code) {
        ASSERT_FALSE(done);
        std::string codes = done.error().code;
        for (const auto& fault : done.error().fields) codes += " " + fault.code;
        EXPECT_NE(codes.find(code), std::string::npos) << codes;
    }

    testing::House house_;
    const Actor actor_ = Actor::house("hand");
    const Committed acme_ = make("account", "name", std::string("Acme"));
    const Committed bolt_ = make("account", "name", std::string("Bolt"));
};

TEST_F(AtOnce, TheMakingOfWhatIsLinkedToMeanwhileIsNotTakenBack) {
    const auto undo = [&](Engine& engine, const Actor& actor) {
        return undo_act(engine, actor, acme_.journal);
    };
    refused(act(undo, [&] { EXPECT_TRUE(linking_ada_to(acme_.record)(house_.engine(), actor_)); }),
            "built_upon");
    EXPECT_EQ(house_.all("account").size(), 2u);
}

TEST_F(AtOnce, NobodyLinksToWhatIsTakenBackMeanwhile) {
    refused(act(linking_ada_to(acme_.record),
                [&] { EXPECT_TRUE(undo_act(house_.engine(), actor_, acme_.journal)); }),
            "no_such_record");
    EXPECT_TRUE(house_.all("contact").empty());
}

TEST_F(AtOnce, WhoIsGivenWorkMeanwhileIsNotRemoved) {
    const Id ann = house_.create("user", {{"email", std::string("ann@example.com")},
                                          {"name", std::string("Ann")},
                                          {"role", std::string("rep")}});
    const auto removal = [&](Engine& engine, const Actor& actor) {
        return remove_record(engine, actor, house_.entity("user"), ann, 0);
    };
    refused(act(removal,
                [&] {
                    house_.create("lead", {{"company", std::string("Acme")}, {"owner", ann}});
                }),
            "user_owns_work");
}

TEST_F(AtOnce, TwoAccountsDoNotEachComeAboveTheOther) {
    refused(act(putting_above(acme_.record, bolt_.record),
                [&] {
                    EXPECT_TRUE(putting_above(bolt_.record, acme_.record)(house_.engine(), actor_));
                }),
            "account_ring");
}

TEST_F(AtOnce, TwoAdministratorsDoNotEachTakeTheOthersRole) {
    const Id ann = person("ann", "admin"), bob = person("bob", "admin");
    const Value rep = std::string("rep");
    exclude_each_other(changing("user", ann, "role", rep), "last_administrator",
                       changing("user", bob, "role", rep));
}

TEST_F(AtOnce, TwoTeamsDoNotEachComeAboveTheOther) {
    const Id north = make("team", "name", std::string("North")).record;
    const Id south = make("team", "name", std::string("South")).record;
    exclude_each_other(changing("team", north, "parent", south), "team_ring",
                       changing("team", south, "parent", north));
}

TEST_F(AtOnce, NobodyIsPutIntoATeamThatIsRemovedMeanwhile) {
    const Id north = make("team", "name", std::string("North")).record, ann = person("ann", "rep");
    exclude_each_other(changing("user", ann, "team", north), "no_such_record",
                       removing("team", north));
}

TEST_F(AtOnce, ATeamIsNotRemovedThatSomebodyJoinsMeanwhile) {
    const Id north = make("team", "name", std::string("North")).record, ann = person("ann", "rep");
    exclude_each_other(removing("team", north), "team_in_use",
                       changing("user", ann, "team", north));
}

TEST_F(AtOnce, ARoleIsNotRemovedThatSomebodyIsGivenMeanwhile) {
    const std::string key = "own_clerk";
    const Id clerk = house_.create(
        "role", {{"key", key}, {"name", std::string("Clerk")}, {"like", std::string("rep")}});
    const Id ann = person("ann", "rep");
    exclude_each_other(removing("role", clerk), "role_in_use", changing("user", ann, "role", key));
}

TEST_F(AtOnce, NobodyIsGivenARoleThatIsRemovedMeanwhile) {
    const std::string key = "own_clerk";
    const Id clerk = house_.create(
        "role", {{"key", key}, {"name", std::string("Clerk")}, {"like", std::string("rep")}});
    const Id ann = person("ann", "rep");
    exclude_each_other(changing("user", ann, "role", key), "not_a_choice", removing("role", clerk));
}

TEST_F(AtOnce, WhatIsEditedMeanwhileMayBeLinkedTo) {
    const auto rename = [&] {
        EXPECT_TRUE(update_record(house_.engine(), actor_, house_.entity("account"), acme_.record,
                                  input("account", {{"name", std::string("Acme & Co")}}), 0));
    };
    const auto done = act(linking_ada_to(acme_.record), rename);
    EXPECT_TRUE(done) << done.error().code;
}

}  // namespace
}  // namespace vigil
