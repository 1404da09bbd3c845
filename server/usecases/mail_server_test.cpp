// The mail server of the browser: what is kept, what is nowhere, and for whom the password opens.
#include "usecases/mail_server.h"

#include "base/seal.h"
#include "usecases/house_fixture.h"
#include "usecases/undo_act.h"

namespace vigil {
namespace {

constexpr const char* secret = "correct horse";

class MailServerSetting : public ::testing::Test {
  protected:
    static MailServerChange change(std::string password = secret) {
        return {{"mail.example.com", 587, MailSecurity::starttls, "vigil", std::move(password),
                 "vigil@example.com"},
                false};
    }
    Result<Committed> keep(const MailServerChange& wish) {
        return keep_mail_server(house.engine(), actor, box, wish);
    }
    KeptMailServer kept() { return kept_mail_server(house.engine(), box)->value(); }
    // "host bad_host, port bad_port"
    std::string refusal(const MailServerChange& wish) {
        const auto done = checked_mail_server(house.engine(), actor, box, wish);
        std::string text;
        if (!done)
            for (const auto& one : done.error().fields)
                text += (text.empty() ? "" : ", ") + one.field + " " + one.code;
        return text;
    }
    std::string refusal_of(const std::function<void(MailServer&)>& spoil) {
        auto wish = change();
        spoil(wish.server);
        return refusal(wish);
    }

    testing::House house;
    const Actor actor = Actor::house("hand");
    const std::string key = new_seal_key();
    const SecretBox box{[this](bool) -> Result<std::string> { return key; }, true};
};

TEST_F(MailServerSetting, IsKeptWithItsPasswordSealed) {
    EXPECT_FALSE(kept_mail_server(house.engine(), box)->has_value());
    ASSERT_TRUE(keep(change()));
    EXPECT_EQ(kept().server, change().server);
    EXPECT_TRUE(kept().has_password && !kept().is_locked);
    for (const char* table : {"setting", "journal"})
        for (const auto& row : house.all(table))
            for (const char* field : {"value", "changes"})
                if (row.entity->field(field))
                    EXPECT_EQ(row.text(field).find(secret), std::string::npos) << table;
    for (const auto& row : house.all("journal"))
        EXPECT_EQ(row.text("changes").find("v1:"), std::string::npos) << "not even sealed";
}

TEST_F(MailServerSetting, APasswordIsForOneServerAndUser) {
    ASSERT_TRUE(keep(change()));
    auto same = change("");
    same.keeps_password = true;
    same.server.from = "crm@example.com";
    ASSERT_TRUE(keep(same));
    EXPECT_EQ(kept().server.password, secret);
    EXPECT_EQ(kept().server.from, "crm@example.com");
    for (auto field : {&MailServer::host, &MailServer::user}) {
        auto other = same;
        other.server.*field = "elsewhere.example.com";
        EXPECT_EQ(refusal(other), "password password_again");
    }
}

TEST_F(MailServerSetting, WithAnotherKeyItIsLocked) {
    ASSERT_TRUE(keep(change()));
    const SecretBox other{[](bool) -> Result<std::string> { return new_seal_key(); }, true};
    const auto found = kept_mail_server(house.engine(), other)->value();
    EXPECT_TRUE(found.is_locked);
    EXPECT_EQ(found.server.password, "");
}

TEST_F(MailServerSetting, UndoNeverSendsAPasswordElsewhere) {
    ASSERT_TRUE(keep(change()));
    auto other = change("another secret");
    other.server.host = "mail.example.org";
    const auto second = keep(other);
    ASSERT_TRUE(undo_act(house.engine(), actor, second->journal));
    EXPECT_EQ(kept().server.host, "mail.example.com");
    EXPECT_TRUE(kept().is_locked) << "the password of the other server opens for none but it";
}

TEST_F(MailServerSetting, WithoutAKeyAPasswordIsNotKeptButTheRestIs) {
    const SecretBox none{[](bool) -> Result<std::string> { return std::string(); }, false};
    EXPECT_EQ(keep_mail_server(house.engine(), actor, none, change()).error().code,
              "secret_key_missing");
    auto open = change("");
    open.server.user = "";
    EXPECT_TRUE(keep_mail_server(house.engine(), actor, none, open));
    EXPECT_FALSE(kept_mail_server(house.engine(), none)->value().has_password);
}

TEST_F(MailServerSetting, TheFirstCanBeTakenBack) {
    const auto done = keep(change());
    const auto undone = undo_act(house.engine(), actor, done->journal);
    ASSERT_TRUE(undone) << undone.error().code;
    EXPECT_FALSE(kept_mail_server(house.engine(), box)->has_value());
}

TEST_F(MailServerSetting, CanBeForgotten) {
    ASSERT_TRUE(keep(change()));
    const auto forgotten = forget_mail_server(house.engine(), actor);
    ASSERT_TRUE(forgotten);
    EXPECT_FALSE(kept_mail_server(house.engine(), box)->has_value());
    for (const auto& row : house.all("setting"))
        EXPECT_EQ(row.text("value").find("v1:"), std::string::npos);
    const auto undone = undo_act(house.engine(), actor, forgotten->journal);
    ASSERT_TRUE(undone) << undone.error().code;
    EXPECT_EQ(kept().server.host, "mail.example.com");
    EXPECT_TRUE(kept().is_locked) << "the password was gone";
}

TEST_F(MailServerSetting, SaysWhatIsWrongAtItsField) {
    const std::pair<std::function<void(MailServer&)>, const char*> cases[] = {
        {[](MailServer& one) { one.host = ""; }, "host required"},
        {[](MailServer& one) { one.host = "smtp://mail.example.com"; }, "host bad_host"},
        {[](MailServer& one) { one.host = "user@mail.example.com"; }, "host bad_host"},
        {[](MailServer& one) { one.host = "mail.example.com\r\nRCPT"; }, "host bad_host"},
        {[](MailServer& one) { one.port = 0; }, "port bad_port"},
        {[](MailServer& one) { one.port = 65'536; }, "port bad_port"},
        {[](MailServer& one) { one.user = "a\nb"; }, "user bad_secret_text"},
        {[](MailServer& one) { one.password = ""; }, "password required"},
        {[](MailServer& one) { one.from = ""; }, "from required"},
        {[](MailServer& one) { one.from = "nobody"; }, "from bad_email"},
        {[](MailServer& one) { one.security = MailSecurity::none; },
         "security password_in_the_clear"},
    };
    for (const auto& [spoil, refused] : cases) EXPECT_EQ(refusal_of(spoil), refused);
}

TEST_F(MailServerSetting, OnesOwnNetworkNeedsNoEncryption) {
    for (const char* host : {"localhost", "127.0.0.1", "10.1.2.3", "192.168.0.4", "172.20.0.1",
                             "mailhost", "mail.local", "::1"})
        EXPECT_EQ(refusal_of([&](MailServer& one) {
                      one.host = host;
                      one.security = MailSecurity::none;
                  }),
                  "")
            << host;
    for (const char* host : {"172.32.0.1", "8.8.8.8", "100.example.com", "10.example.com"})
        EXPECT_NE(refusal_of([&](MailServer& one) {
                      one.host = host;
                      one.security = MailSecurity::none;
                  }),
                  "")
            << host;
}

}  // namespace
}  // namespace vigil
