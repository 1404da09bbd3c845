// Who is let in, and what stays open.
#include "usecases/sign_in.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/secrets.h"
#include "usecases/house_fixture.h"
#include "usecases/oneself.h"
#include "usecases/purge.h"
#include "usecases/throttle.h"
#include "usecases/undo_act.h"

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

TEST_F(SignIn, BeingHereIsNoChangeOfThePerson) {
    const auto token = create_token(engine(), grace, "script", 90);
    const auto person = [&] { return house.where("user", "email", std::string(grace)).front(); };
    const Record before = person();
    const auto company = engine().company.current();
    const auto journal = house.all("journal").size();
    ASSERT_TRUE(*authenticate(engine(), *token));
    const Record after = person();
    EXPECT_EQ(after["last_seen"], Value(company->local_day(house.clock.now())));
    EXPECT_EQ(after.version(), before.version()) << "who has him open may save";
    EXPECT_EQ(after["updated_at"], before["updated_at"]);
    EXPECT_EQ(house.all("journal").size(), journal);
    EXPECT_EQ(engine().company.current(), company) << "nothing is read anew for it";
    house.clock.at = house.clock.at + days(1);
    ASSERT_TRUE(*authenticate(engine(), *token));
    EXPECT_EQ(person()["last_seen"], Value(company->local_day(house.clock.now())));
}

class OwnPassword : public SignIn {
  protected:
    void SetUp() override {
        SignIn::SetUp();
        actor.user = engine().company.current()->person_by_email(grace)->id;
        actor.channel = "hand";
        actor.permit = engine().company.current()->permit_for(
            *engine().company.current()->person(actor.user), house.clock.now());
    }
    static std::string refusal(const Status& done) {
        if (done) return "";
        const Fault& fault = done.error();
        return fault.fields.empty() ? fault.code
                                    : fault.fields[0].field + ": " + fault.fields[0].code;
    }
    Status change(const std::string& current, const std::string& next,
                  const std::string& session = {}) {
        return change_password(engine(), actor, {current, next, session, "192.0.2.1"});
    }

    Actor actor;
    const std::string old = "correct horse battery", fresh = "another horse battery";
};

TEST_F(OwnPassword, EndsOtherSessionsAndLeavesTokens) {
    const auto here = sign_in(engine(), grace, old, "192.0.2.1");
    const auto there = sign_in(engine(), grace, old, "192.0.2.9");
    const auto token = create_token(engine(), grace, "script", 90);
    ASSERT_TRUE(request_reset(engine(), grace, "https://crm.example.com", "192.0.2.1"));
    EXPECT_EQ(refusal(change(old, fresh, here->token)), "");
    EXPECT_TRUE(*authenticate(engine(), here->token));
    EXPECT_FALSE(*authenticate(engine(), there->token));
    EXPECT_TRUE(*authenticate(engine(), *token));
    EXPECT_EQ(house.where("session", "kind", std::string("reset")).size(), 0u);
    EXPECT_EQ(house.where("outbox", "state", std::string("cancelled")).size(), 1u);
    EXPECT_FALSE(sign_in(engine(), grace, old, "192.0.2.1"));
    EXPECT_TRUE(sign_in(engine(), grace, fresh, "192.0.2.1"));
}

TEST_F(OwnPassword, TheCurrentOneIsAskedAndTheNewOneObeysTheRules) {
    EXPECT_EQ(refusal(change("wrong", fresh)), "current: current_password_wrong");
    EXPECT_EQ(refusal(change("", fresh)), "current: current_password_wrong");
    EXPECT_EQ(refusal(change(old, "short")), "new: password_too_short");
    EXPECT_EQ(refusal(change(old, std::string(1001, 'x'))), "new: too_long");
    EXPECT_EQ(refusal(change(std::string(5000, 'x'), fresh)), "current: current_password_wrong");
    EXPECT_TRUE(sign_in(engine(), grace, old, "192.0.2.1")) << "nothing has changed";
}

TEST_F(OwnPassword, TryingIsCountedTogetherWithSignIn) {
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(sign_in(engine(), grace, "wrong", "192.0.2.7"));
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(refusal(change("wrong", fresh)), "current: current_password_wrong");
    EXPECT_EQ(refusal(change(old, fresh)), "too_many_attempts");
    house.clock.at = house.clock.at + minutes(11);
    EXPECT_EQ(refusal(change(old, fresh)), "");
}

TEST_F(OwnPassword, TheJournalNamesTheActAndNoSecretAndUndoDoesNotBringItBack) {
    ASSERT_EQ(refusal(change(old, fresh)), "");
    const auto rows = house.where("journal", "act", std::string(change_password_act));
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].text("changes"), "{}");
    EXPECT_EQ(Id{integer_of(rows[0]["actor"])}, actor.user);
    const auto undone = undo_act(engine(), Actor::house("hand"), rows[0].id());
    ASSERT_FALSE(undone);
    EXPECT_EQ(undone.error().code, "cannot_be_undone");
}

TEST_F(OwnPassword, LanguageAndTimeZoneAreEverybodysOwn) {
    const EntityDef& user = house.entity("user");
    const auto set = [&](const char* key, Value value) {
        const auto done = change_oneself(engine(), actor, {{user.index_of(key), std::move(value)}});
        return refusal(done ? Status() : Status(std::unexpected(done.error())));
    };
    actor.permit = Permit({}, "rep", Permit::ByEntity{});  // a role that sees no people at all
    EXPECT_EQ(set("locale", std::string("zh-CN")), "");
    EXPECT_EQ(set("time_zone", std::string("Europe/Berlin")), "");
    EXPECT_EQ(set("time_zone", std::string("Europe/Nowhere")), "time_zone: unknown_time_zone");
    EXPECT_EQ(set("role", std::string("admin")), "role: unknown_field");
    const Person* person = engine().company.current()->person(actor.user);
    EXPECT_EQ(person->locale, "zh-CN");
    EXPECT_EQ(person->time_zone, "Europe/Berlin");
    EXPECT_EQ(person->role, "rep");
    EXPECT_EQ(set("time_zone", Empty{}), "");
    EXPECT_EQ(engine().company.current()->person(actor.user)->time_zone, "");
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
