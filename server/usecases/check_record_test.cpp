// What a record must satisfy whoever writes it.
#include "usecases/check_record.h"

#include <gtest/gtest.h>

#include "usecases/house_fixture.h"
#include "usecases/update_record.h"

namespace vigil {
namespace {

class Owners : public ::testing::Test {
  protected:
    Id person(const char* email, bool active) {
        return house.create("user", {{"email", std::string(email)},
                                     {"name", std::string("Somebody Example")},
                                     {"role", std::string("rep")},
                                     {"active", active}});
    }
    Status make(const Actor& actor, Id owner) {
        const EntityDef& lead = house.entity("lead");
        const RecordInput input{{lead.index_of("company"), std::string("Acme")},
                                {lead.index_of("owner"), owner}};
        auto made = create_record(house.engine(), actor, lead, input);
        if (!made) return std::unexpected(made.error());
        return {};
    }
    testing::House house;
};

TEST_F(Owners, WhoHasLeftGetsNothing) {
    const Id here = person("here@example.com", true), gone = person("gone@example.com", false);
    EXPECT_TRUE(make(Actor::house("hand"), here));
    const auto refused = make(Actor::house("hand"), gone);
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().fields.size(), 1u);
    EXPECT_EQ(refused.error().fields[0].code, "owner_inactive");
    Actor historic = Actor::house("import");
    historic.historic = true;
    EXPECT_TRUE(make(historic, gone));
}

TEST_F(Owners, WhatHeLeavesBehindCanBeChanged) {
    const Id owner = person("here@example.com", true);
    const Id lead = house.create("lead", {{"company", std::string("Acme")}, {"owner", owner}});
    const EntityDef& users = house.entity("user");
    const Actor house_actor = Actor::house("hand");
    ASSERT_TRUE(update_record(house.engine(), house_actor, users, owner,
                              {{users.index_of("active"), false}}));
    const EntityDef& leads = house.entity("lead");
    EXPECT_TRUE(update_record(house.engine(), house_actor, leads, lead,
                              {{leads.index_of("company"), std::string("Acme Ltd")}}));
}

}  // namespace
}  // namespace vigil
