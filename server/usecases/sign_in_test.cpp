// Who is let in, and what stays open.
#include "usecases/sign_in.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/secrets.h"
#include "usecases/house_fixture.h"
#include "usecases/purge.h"
#include "usecases/throttle.h"

namespace vigil {
namespace {

constexpr const char* grace = "grace@example.com";

class SignIn : public ::testing::Test {
  protected:
    void SetUp() override {
        const Actor actor = Actor::house("hand");
        const auto done =
            work(house.engine(), actor, house.clock.now(), [&](UnitOfWork& unit) -> Status {
                Record user = unit.blank(unit.entity("user"));
                user.set("email", std::string(grace));
                user.set("name", std::string("Grace Example"));
                user.set("role", std::string("rep"));
                user.set("active", true);
                user.set("password_hash", hash_password("correct horse battery"));
                unit.create(std::move(user));
                return {};
            });
        ASSERT_TRUE(done) << done.error().log;
    }
    std::size_t attempts() { return house.all("attempt").size(); }
    Engine& engine() { return house.engine(); }

    testing::House house;
};

TEST_F(SignIn, TriesMadeAtOnceDoNotGetThroughTogether) {
    std::atomic<int> tried = 0, throttled = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            for (int j = 0; j < 4; ++j) {
                const auto answer = sign_in(engine(), grace, "wrong", "192.0.2.1");
                ASSERT_FALSE(answer);
                ++(answer.error().code == "wrong_password" ? tried : throttled);
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_LE(tried, 10);
    EXPECT_EQ(tried + throttled, 24);
    EXPECT_LE(attempts(), 20u);  // refused ones are not kept
}

TEST_F(SignIn, OneNetworkOfIpv6IsOnePlace) {
    int tried = 0, throttled = 0;
    for (int i = 1; i <= 60; ++i) {  // another address and another name each time
        const auto answer = sign_in(engine(), "nobody" + std::to_string(i) + "@example.com",
                                    "wrong", "2001:db8:0:7::" + std::to_string(i));
        ASSERT_FALSE(answer);
        ++(answer.error().code == "wrong_password" ? tried : throttled);
    }
    EXPECT_GT(throttled, 0);
    EXPECT_EQ(sign_in(engine(), grace, "wrong", "2001:db8:0:8::1").error().code, "wrong_password");
}

TEST_F(SignIn, ManyNodesTogetherStayUnderTheLimit) {
    std::atomic<int> through = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int j = 0; j < 5; ++j)
                if (Throttle(engine(), {{"address:x", 7}}, minutes(10)).enter()) ++through;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_LE(through, 7);
}

TEST_F(SignIn, ARightPasswordForgetsTheWrongOnes) {
    for (int i = 0; i < 9; ++i) EXPECT_FALSE(sign_in(engine(), grace, "wrong", "192.0.2.1"));
    EXPECT_TRUE(sign_in(engine(), grace, "correct horse battery", "192.0.2.1"));
    EXPECT_EQ(house.where("attempt", "what", std::string("address:") + grace).size(), 0u);
    EXPECT_EQ(house.where("attempt", "what", std::string("place:192.0.2.1")).size(), 9u);
    EXPECT_FALSE(sign_in(engine(), grace, "wrong", "192.0.2.1"));
}

TEST_F(SignIn, WhatIsOldIsClearedAway) {
    EXPECT_FALSE(sign_in(engine(), grace, "wrong", "192.0.2.1"));
    ASSERT_TRUE(sign_in(engine(), grace, "correct horse battery", "192.0.2.2"));
    ASSERT_TRUE(create_token(engine(), grace, "for ever", 0));
    EXPECT_FALSE(sign_in(engine(), grace, "wrong", "192.0.2.3"));
    EXPECT_EQ(*purge_old(engine()), 0);
    house.clock.at = house.clock.at + hours(2);
    EXPECT_EQ(*purge_old(engine()), 3);  // two of the first place's address and place, one place
    EXPECT_EQ(attempts(), 0u);
    EXPECT_EQ(house.all("session").size(), 2u);
    house.clock.at = house.clock.at + days(15);
    EXPECT_EQ(*purge_old(engine()), 1);
    EXPECT_EQ(house.all("session").size(), 1u);  // the token without an end
}

TEST_F(SignIn, ANewPasswordEndsWhatWasOpenedBefore) {
    const auto session = sign_in(engine(), grace, "correct horse battery", "192.0.2.1");
    const auto token = create_token(engine(), grace, "script", 90);
    ASSERT_TRUE(request_reset(engine(), grace, "https://crm.example.com", "192.0.2.1"));
    const auto mails = house.where("outbox", "kind", std::string("password_reset"));
    ASSERT_EQ(mails.size(), 1u);
    const std::string data(mails[0].text("data"));
    const auto begin = data.find("?token=") + 7;
    const auto key = data.substr(begin, data.find('"', begin) - begin);
    EXPECT_FALSE(*authenticate(engine(), key)) << "the key of a mail is no sign-in";
    ASSERT_TRUE(reset_password(engine(), key, "another horse battery"));
    EXPECT_FALSE(*authenticate(engine(), session->token));
    EXPECT_FALSE(*authenticate(engine(), *token));
    EXPECT_FALSE(reset_password(engine(), key, "a third horse battery"));
    EXPECT_TRUE(sign_in(engine(), grace, "another horse battery", "192.0.2.1"));
}

TEST(Secrets, AreComparedWhole) {
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_TRUE(same_secret("", ""));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "abcd"));
    EXPECT_EQ(signature_of("key", "text"), signature_of("key", "text"));
    EXPECT_NE(signature_of("key", "text"), signature_of("kez", "text"));
    EXPECT_NE(signature_of("key", "text"), signature_of("key", "texu"));
}

}  // namespace
}  // namespace vigil
