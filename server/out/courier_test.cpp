#include "out/courier.h"

#include <latch>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "out/courier_fixture.h"
#include "out/mail/sink_fixture.h"
#include "out/mail/smtp_mailer.h"
#include "out/shaky_store_fixture.h"

namespace vigil::out::testing {
namespace {

class Couriers : public CourierTest {};
VIGIL_EACH_STORE(Couriers);

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

std::size_t count_of(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

TEST_P(Couriers, SendsWhatIsDueInOrderAndKeepsTheEvidence) {
    queue_alert(12);
    queue_alert(11);
    queue(13, "alert", {{"next_at", clock_.now() - seconds(5)}});
    give_notice(13, 13);
    queue(14, "alert", {{"next_at", clock_.now() + seconds(10)}});
    give_notice(14, 14);
    const auto courier = this->courier();
    const auto report = send(*courier);
    EXPECT_EQ(report.accepted, 3);
    EXPECT_EQ(report.deferred + report.failed + report.cancelled + report.repeated, 0);
    const auto sent = mailer_.sent();
    ASSERT_EQ(sent.size(), 3u);
    EXPECT_EQ(sent[0].message_id, "13.outbox@vigil.example.com");
    EXPECT_EQ(sent[1].message_id, "11.outbox@vigil.example.com");
    EXPECT_EQ(sent[2].message_id, "12.outbox@vigil.example.com");
    for (const int id : {11, 12, 13}) {
        expect_accepted(id);
        EXPECT_EQ(notice(id).text("state"), "accepted");
        EXPECT_EQ(mail(id).text("message_id"), std::to_string(id) + ".outbox@vigil.example.com");
        EXPECT_EQ(integer_of(mail(id)["attempts"]), 1);
        EXPECT_FALSE(truth_of(mail(id)["possibly_repeated"]));
    }
    EXPECT_EQ(state(14), "queued");
    EXPECT_EQ(*courier->next_due(), clock_.now() + seconds(10));
    EXPECT_EQ(send(*courier).accepted, 0);
    clock_.advance(seconds(10));
    EXPECT_EQ(send(*courier).accepted, 1);
    EXPECT_EQ(*courier->next_due(), std::nullopt);
    EXPECT_TRUE(log_.empty());
}

TEST_P(Couriers, SaysItInTheReadersLanguageWithALink) {
    queue_alert(1, "en");
    queue_alert(2, "zh-CN");
    send(*courier());
    const auto sent = mailer_.sent();
    ASSERT_EQ(sent.size(), 2u);
    EXPECT_EQ(sent[0].subject, "Priya Haddad 1: not touched within 1 day (1 d 4 h late)");
    EXPECT_EQ(sent[0].language, "en");
    EXPECT_EQ(sent[0].to.email, "grace@example.com");
    EXPECT_EQ(sent[0].to.name, "Grace Moreau");
    EXPECT_EQ(sent[0].from.email, "vigil@example.com");
    EXPECT_EQ(sent[0].date, "Mon, 02 Mar 2026 09:00:00 +0000");
    EXPECT_TRUE(holds(sent[0].text, "A new lead is touched within 1 day.")) << sent[0].text;
    EXPECT_TRUE(holds(sent[0].text, "https://vigil.example.com:8443/?exception=1001\n"));
    EXPECT_TRUE(holds(sent[0].text, "Vigil at Castor"));
    EXPECT_TRUE(holds(sent[0].html, "https://vigil.example.com:8443/?exception=1001"));
    EXPECT_EQ(sent[1].language, "zh-CN");
    EXPECT_TRUE(holds(sent[1].subject, "1天4小时")) << sent[1].subject;
    EXPECT_TRUE(holds(sent[1].text, "新线索在一天内联系。"));
}

TEST_P(Couriers, AWarningDoesNotSpeakOfABrokenPromise) {
    queue(1, "alert");
    give_notice(1, 1, "en", "warned");
    send(*courier());
    EXPECT_EQ(mailer_.sent().at(0).subject, "Priya Haddad 1: due in 3 h");
    EXPECT_FALSE(holds(mailer_.sent().at(0).text, "not touched"));
}

TEST_P(Couriers, AnAlertLeadsToItsRecord) {
    queue_alert(1);
    auto data = nlohmann::json::parse(notice(1).text("data"));
    data["place"] = "leads/7";
    change(catalogue_->need("notice"), 1, {{"data", data.dump()}});
    send(*courier());
    const auto text = mailer_.sent().at(0).text;
    EXPECT_TRUE(holds(text, "Open the record: https://vigil.example.com:8443/e/leads/7\n")) << text;
    EXPECT_TRUE(
        holds(text, "Open the exception: https://vigil.example.com:8443/?exception=1001\n"));
}

TEST_P(Couriers, ADigestHasALineForEachNotice) {
    queue(1, "digest");
    for (int i = 1; i <= 30; ++i) give_notice(i, 1);
    EXPECT_EQ(send(*courier()).accepted, 1);
    const auto sent = mailer_.sent();
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_EQ(sent[0].subject, "30 promises broken in your team");
    EXPECT_TRUE(sent[0].attachments.empty());
    for (int i = 1; i <= 30; ++i) {
        const auto link = "/?exception=" + std::to_string(1000 + i);
        EXPECT_EQ(count_of(sent[0].text, link + "\n"), 1u) << i;
        EXPECT_EQ(count_of(sent[0].html, link + "\""), 1u) << i;
    }
}

TEST_P(Couriers, ALargeDigestListsEachNotice) {
    queue(1, "digest");
    for (int i = 1; i <= 500; ++i) give_notice(i, 1);
    EXPECT_EQ(send(*courier()).accepted, 1);
    const auto sent = mailer_.sent();
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_EQ(sent[0].subject, "500 promises broken in your team");
    ASSERT_EQ(sent[0].attachments.size(), 1u);
    EXPECT_EQ(sent[0].attachments[0].name, "promises-2026-03-02.csv");
    for (int i = 1; i <= 500; ++i) {
        const auto link = "/?exception=" + std::to_string(1000 + i);
        EXPECT_EQ(count_of(sent[0].attachments[0].bytes, link + "\r\n"), 1u) << i;
    }
    for (int i = 1; i <= 500; ++i) EXPECT_EQ(notice(i).text("state"), "accepted") << i;
}

// Money at stake times how long it is late, as the page has it.
TEST_P(Couriers, ADigestTellsTheMostImportantFirst) {
    queue(1, "digest");
    const auto put = [&](int id, Span late, const std::string& stake) {
        give_notice(id, 1);
        auto data = nlohmann::json::parse(notice(id).text("data"));
        data["due_at"] = to_string(clock_.now() - late);
        if (!stake.empty()) data["stake"] = stake;
        change(catalogue_->need("notice"), id, {{"data", data.dump()}});
    };
    put(1, hours(1), "");
    put(2, hours(100), "");
    put(3, hours(1), "900.50");
    put(4, hours(9), "1000.00");
    put(5, hours(-9), "200000.00");
    send(*courier());
    const auto text = mailer_.sent().at(0).text;
    std::string order;
    for (auto at = text.find("?exception="); at != text.npos; at = text.find("?exception=", at + 1))
        order += text[text.find('\n', at) - 1];
    EXPECT_EQ(order, "54321") << text;
}

TEST_P(Couriers, ADigestSaysWhoseItIs) {
    queue(1, "digest");
    give_notice(1, 1, "en", "warned");
    queue(2, "digest");
    give_notice(2, 2, "en", "warned");
    give_notice(3, 2, "en", "escalated");
    send(*courier());
    EXPECT_EQ(mailer_.sent()[0].subject, "1 promise of yours about to break");
    EXPECT_EQ(mailer_.sent()[1].subject, "2 promises need you");
}

TEST_P(Couriers, AnAddedNoticeNeverGetsIntoAMailThatIsUnderWay) {
    queue(1, "digest");
    give_notice(1, 1);
    const auto gathering = mail(1);
    bool was_refused = false;
    mailer_.says = [&](const MailMessage&) -> Result<MailReceipt> {
        // As the teller does it: the digest must still be the one that was read.
        ChangeSet late = storage::testing::changes_of({storage::testing::make_write(
            catalogue_->need("notice"), Id{2},
            {{"outbox", std::int64_t(1)}, {"state", std::string("queued")}})});
        late.unchanged.push_back({gathering.entity, gathering.id(), gathering.version()});
        was_refused = !store_->apply(late);
        return MailReceipt{"s", "250"};
    };
    send(*courier());
    EXPECT_TRUE(was_refused);
    EXPECT_EQ(state(1), "accepted");
}

TEST_P(Couriers, WhatWasTakenBackIsNotSent) {
    queue(1, "alert", {{"state", std::string("cancelled")}, {"next_at", Empty{}}});
    give_notice(1, 1);
    queue(2, "digest");
    give_notice(2, 2);
    give_notice(3, 2);
    for (const int id : {2, 3})
        change(catalogue_->need("notice"), id, {{"state", std::string("cancelled")}});
    queue(4, "digest");
    give_notice(4, 4);
    give_notice(5, 4);
    change(catalogue_->need("notice"), 4, {{"state", std::string("cancelled")}});
    const auto report = send(*courier());
    EXPECT_EQ(report.cancelled, 1);
    EXPECT_EQ(report.accepted, 1);
    EXPECT_EQ(state(1), "cancelled");
    EXPECT_EQ(state(2), "cancelled");
    EXPECT_TRUE(is_empty(mail(2)["next_at"]));
    EXPECT_FALSE(holds(mailer_.sent().at(0).text, "exception=1004"));
    EXPECT_TRUE(holds(mailer_.sent().at(0).text, "exception=1005"));
    EXPECT_EQ(notice(4).text("state"), "cancelled");
    EXPECT_EQ(notice(5).text("state"), "accepted");
}

TEST_P(Couriers, PutOffMailsWaitLongerAndLonger) {
    queue_alert(1);
    mailer_.says = [](const MailMessage&) { return deferred(); };
    const auto courier = this->courier();
    for (const int wait : {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
        EXPECT_EQ(send(*courier).deferred, 1);
        EXPECT_EQ(state(1), "queued");
        EXPECT_EQ(moment_of(mail(1)["next_at"]), clock_.now() + minutes(wait));
        EXPECT_EQ(notice(1).text("state"), "queued");
        clock_.advance(seconds(wait * 60 - 1));
        EXPECT_EQ(send(*courier).deferred, 0) << "not before its time";
        clock_.advance(seconds(1));
        // Three in a row bring a quiet minute; it ends with the wait.
        EXPECT_LE(courier->next_due()->value(), clock_.now());
    }
    EXPECT_TRUE(holds(log_.at(0), "451 try later")) << log_.at(0);
    mailer_.says = nullptr;
    EXPECT_EQ(send(*courier).accepted, 1);
    expect_accepted(1);
    EXPECT_EQ(integer_of(mail(1)["attempts"]), 10);
    EXPECT_EQ(mailer_.sent().at(0).message_id, "1.outbox@vigil.example.com");
    EXPECT_FALSE(truth_of(mail(1)["possibly_repeated"]));
}

TEST_P(Couriers, AServerThatTakesNothingIsLeftAloneForAMinute) {
    for (int i = 1; i <= 10; ++i) queue_alert(i);
    int asked = 0;
    mailer_.says = [&](const MailMessage&) { return ++asked, deferred(); };
    const auto courier = this->courier();
    EXPECT_EQ(send(*courier).deferred, 3);
    EXPECT_EQ(*courier->next_due(), clock_.now() + minutes(1));
    EXPECT_EQ(send(*courier).deferred, 0);
    EXPECT_EQ(asked, 3);
    mailer_.says = nullptr;
    clock_.advance(minutes(1));
    EXPECT_EQ(send(*courier).accepted, 10);
}

TEST_P(Couriers, ARefusedMailIsNotTriedAgain) {
    queue_alert(1);
    queue_alert(2);
    mailer_.says = [](const MailMessage& message) -> Result<MailReceipt> {
        if (message.message_id.starts_with("1.")) return refused();
        return MailReceipt{"mail.example.com:25", "250 2.0.0 kept"};
    };
    const auto courier = this->courier();
    const auto report = send(*courier);
    EXPECT_EQ(report.failed, 1);
    EXPECT_EQ(report.accepted, 1);
    EXPECT_EQ(state(1), "failed");
    EXPECT_EQ(mail(1).text("answer"), "mail.example.com:25: 550 nobody here");
    EXPECT_EQ(notice(1).text("state"), "failed");
    expect_accepted(2);
    EXPECT_EQ(*courier->next_due(), std::nullopt);
    EXPECT_EQ(courier->health()->failed, 1);
}

struct Crash {};

TEST_P(Couriers, ACrashAfterTheServersAnswerRepeatsThatOneMailOnly) {
    for (int i = 1; i <= 3; ++i) queue_alert(i);
    FakeMailer before;
    before.says = [](const MailMessage& message) -> Result<MailReceipt> {
        if (message.message_id.starts_with("2."))
            throw Crash{};  // it was accepted, but we never knew
        return MailReceipt{"mail.example.com:25", "250 2.0.0 kept"};
    };
    EXPECT_THROW((void)courier_with(before)->send_due(), Crash);
    EXPECT_EQ(state(1), "accepted");
    EXPECT_EQ(state(2), "sending");
    EXPECT_EQ(state(3), "queued");
    clock_.advance(seconds(1));
    const auto report = send(*courier());
    EXPECT_EQ(report.accepted, 2);
    EXPECT_EQ(report.repeated, 1);
    std::set<std::string> ids;
    for (const auto& message : mailer_.sent()) {
        ids.insert(message.message_id);
        EXPECT_EQ(holds(message.text, "You may have had this mail before"),
                  message.message_id.starts_with("2."));
    }
    EXPECT_EQ(ids,
              (std::set<std::string>{"2.outbox@vigil.example.com", "3.outbox@vigil.example.com"}));
    EXPECT_TRUE(truth_of(mail(2)["possibly_repeated"]));
    EXPECT_FALSE(truth_of(mail(1)["possibly_repeated"]));
    EXPECT_FALSE(truth_of(mail(3)["possibly_repeated"]));
    EXPECT_EQ(integer_of(mail(2)["attempts"]), 2);
}

TEST_P(Couriers, AmongSeveralNodesALostMailIsTakenUpWhenItsLeaseIsOver) {
    queue_alert(1);
    FakeMailer before;
    before.says = [](const MailMessage&) -> Result<MailReceipt> { throw Crash{}; };
    EXPECT_THROW((void)courier_with(before)->send_due(), Crash);
    const auto other = courier(Node::second);
    EXPECT_EQ(send(*other).accepted, 0) << "the first node may still be at it";
    EXPECT_EQ(*other->next_due(), clock_.now() + minutes(2));
    clock_.advance(minutes(2));
    EXPECT_EQ(send(*other).accepted, 1);
    EXPECT_TRUE(truth_of(mail(1)["possibly_repeated"]));
}

// A node that was away for longer than its lease, then writes what became of its try.
TEST_P(Couriers, ALateOutcomeDoesNotUndoTheOtherNodes) {
    queue_alert(1);
    FakeMailer slow;
    slow.says = [&](const MailMessage&) -> Result<MailReceipt> {
        clock_.advance(minutes(3));
        send(*courier(Node::second));
        return deferred();
    };
    send(*courier_with(slow));
    EXPECT_EQ(state(1), "accepted");
    EXPECT_TRUE(truth_of(mail(1)["possibly_repeated"]));
    EXPECT_EQ(mailer_.sent().size(), 1u);
}

TEST_P(Couriers, TwoAtOnceSendEachMailOnce) {
    constexpr int mails = 40;
    for (int i = 1; i <= mails; ++i) queue_alert(i);
    const auto one = courier(), two = courier(Node::second);
    std::latch together(4);
    std::vector<std::thread> threads;
    for (auto* courier : {one.get(), two.get(), one.get(), two.get()})
        threads.emplace_back([&, courier] {
            together.arrive_and_wait();
            EXPECT_TRUE(courier->send_due());
        });
    for (auto& thread : threads) thread.join();
    std::set<std::string> ids;
    for (const auto& message : mailer_.sent()) ids.insert(message.message_id);
    EXPECT_EQ(ids.size(), std::size_t(mails));
    EXPECT_EQ(mailer_.sent().size(), std::size_t(mails));
    for (int i = 1; i <= mails; ++i) expect_accepted(i);
}

TEST_P(Couriers, SomebodyWhoLooksMeanwhileLosesNoEvidence) {
    queue_alert(1);
    mailer_.says = [&](const MailMessage&) -> Result<MailReceipt> {
        change(catalogue_->need("notice"), 1, {{"seen_at", clock_.now()}});
        return MailReceipt{"mail.example.com:25", "250 2.0.0 kept"};
    };
    send(*courier());
    expect_accepted(1);
    EXPECT_EQ(notice(1).text("state"), "accepted");
    EXPECT_EQ(moment_of(notice(1)["seen_at"]), clock_.now());
}

std::string reset_data(std::string language = "en") {
    return nlohmann::json{{"link", "https://vigil.example.com/reset?token=s3cr3t"},
                          {"language", std::move(language)},
                          {"reader", "Grace Moreau"}}
        .dump();
}

TEST_P(Couriers, AResetLinkIsInTheMailAndNowhereElseAfterwards) {
    const auto made = store_->apply(storage::testing::changes_of({storage::testing::make_write(
        catalogue_->need("user"), Id{7}, {{"time_zone", std::string("Europe/Berlin")}})}));
    ASSERT_TRUE(made);
    queue(1, "password_reset", {{"data", reset_data()}});
    const auto courier = this->courier();
    mailer_.says = [](const MailMessage&) { return deferred("450 no s3cr3t please"); };
    send(*courier);
    EXPECT_EQ(mail(1).text("answer"), "450 no … please");
    EXPECT_FALSE(holds(log_.at(0), "s3cr3t"));
    mailer_.says = nullptr;
    clock_.advance(minutes(1));
    EXPECT_EQ(send(*courier).accepted, 1);
    const auto message = mailer_.sent().at(0);
    EXPECT_EQ(message.subject, "Choose a new password");
    EXPECT_TRUE(holds(message.text, "https://vigil.example.com/reset?token=s3cr3t"));
    EXPECT_TRUE(holds(message.text, "2026-03-02 11:00 (Europe/Berlin)")) << message.text;
    EXPECT_TRUE(is_empty(mail(1)["data"]));
}

TEST_P(Couriers, AnEndedLinkIsNotSent) {
    queue(1, "password_reset", {{"data", reset_data()}});
    clock_.advance(hours(1));
    EXPECT_EQ(send(*courier()).failed, 1);
    EXPECT_EQ(state(1), "failed");
    EXPECT_TRUE(is_empty(mail(1)["data"]));
    EXPECT_TRUE(mailer_.sent().empty());
}

TEST_P(Couriers, RowsThatMakeNoMailFailAndDoNotStandInTheWay) {
    queue(1, "password_reset", {{"data", std::string("{\"link\": 5}")}});
    queue(2, "alert");  // without a notice
    queue(3, "health");
    queue_alert(4);
    change(catalogue_->need("notice"), 4, {{"data", std::string("[1]")}});
    queue_alert(5);
    const auto report = send(*courier());
    EXPECT_EQ(report.failed, 4);
    EXPECT_EQ(report.accepted, 1);
    for (const int id : {1, 2, 3, 4}) {
        EXPECT_EQ(state(id), "failed") << id;
        EXPECT_NE(mail(id).text("answer"), "") << id;
    }
    expect_accepted(5);
}

TEST_P(Couriers, AStoreThatDoesNotAnswerRepeatsNoMail) {
    queue_alert(1);
    ShakyStore shaky(*store_);
    mailer_.says = [&](const MailMessage&) -> Result<MailReceipt> {
        shaky.is_down = true;
        return MailReceipt{"mail.example.com:25", "250 2.0.0 kept"};
    };
    const Words words = Words::from_embedded().value();
    CourierOptions options;
    options.letterhead = [] {
        return Letterhead{{"", "vigil@example.com"}, "Castor", "UTC", "https://a.example"};
    };
    options.catalogue = [this] { return catalogue_; };
    options.budget = [] { return MailBudget{5, hours(1), 300}; };
    Courier courier(shaky, clock_, mailer_, words, options);
    EXPECT_EQ(courier.send_due().error().code, "store_failed");
    EXPECT_EQ(state(1), "sending");
    EXPECT_EQ(courier.send_due().error().code, "store_failed");
    shaky.is_down = false;
    EXPECT_EQ(send(courier).accepted, 0);
    expect_accepted(1);
    EXPECT_EQ(mailer_.sent().size(), 1u);
}

TEST_P(Couriers, HealthCountsWhatWaitsAndHowLong) {
    const auto courier = this->courier();
    EXPECT_EQ(courier->health()->waiting, 0);
    queue_alert(1);
    queue(2, "digest", {{"next_at", clock_.now() + hours(1)}});  // still gathers
    mailer_.says = [](const MailMessage&) { return deferred(); };
    send(*courier);
    clock_.advance(seconds(30));
    const auto health = courier->health();
    EXPECT_EQ(std::pair(health->waiting, health->failed), std::pair(1L, 0L));
    EXPECT_EQ(health->oldest_age, seconds(30));
    EXPECT_EQ(health->trouble, deferred().error().log);
}

TEST_P(Couriers, StopsAfterTheMailItIsAt) {
    for (int i = 1; i <= 5; ++i) queue_alert(i);
    const auto courier = this->courier();
    mailer_.says = [&](const MailMessage&) -> Result<MailReceipt> {
        courier->stop();
        return MailReceipt{"mail.example.com:25", "250 2.0.0 kept"};
    };
    EXPECT_EQ(send(*courier).accepted, 1);
    EXPECT_EQ(send(*courier).accepted, 0);
    expect_accepted(1);
    EXPECT_EQ(state(2), "queued");
}

TEST_P(Couriers, ManyMoreThanAPage) {
    for (int i = 1; i <= 250; ++i) queue_alert(i);
    EXPECT_EQ(send(*courier()).accepted, 250);
}

TEST_P(Couriers, OverARealServer) {
    const mail::Sink sink;
    mail::SmtpSettings settings;
    settings.url = "smtp://127.0.0.1:" + std::to_string(sink.port());
    settings.helo = "vigil.example.com";
    const auto mailer = mail::make_smtp_mailer(settings).value();
    queue_alert(1, "zh-CN");
    queue(2, "alert", {{"address", std::string("no address\r\nRCPT TO:<eve@example.com>")}});
    give_notice(2, 2);
    queue(3, "alert", {{"address", std::string("grace@")}});
    give_notice(3, 3);
    queue(4, "digest");
    for (int i = 4; i <= 303; ++i) give_notice(i, 4);
    const auto report = send(*courier_with(*mailer));
    EXPECT_EQ(report.accepted, 2);
    EXPECT_EQ(report.failed, 2);
    const auto rows = sink.accepted();
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].message_id, "<1.outbox@vigil.example.com>");
    EXPECT_EQ(rows[0].to, std::vector<std::string>{"grace@example.com"});
    EXPECT_TRUE(holds(rows[0].subject, "1天4小时"));
    EXPECT_EQ(rows[1].message_id, "<4.outbox@vigil.example.com>");
    EXPECT_EQ(mail(1).text("answer"), "250 2.0.0 kept as 0001");
    EXPECT_EQ(mail(1).text("server"), "127.0.0.1:" + std::to_string(sink.port()));
    EXPECT_EQ(state(2), "failed");
    EXPECT_EQ(state(3), "failed");
}

}  // namespace
}  // namespace vigil::out::testing
