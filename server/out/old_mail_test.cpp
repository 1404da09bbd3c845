#include "out/old_mail.h"

#include "out/courier_fixture.h"

namespace vigil::out::testing {
namespace {

class OldMail : public CourierTest {
  protected:
    // The exception of notice `id`.
    void exception(std::int64_t id, const char* state) {
        ASSERT_TRUE(store_->apply(storage::testing::changes_of({storage::testing::make_write(
            catalogue_->need("exception"), Id{1000 + id}, {{"state", std::string(state)}})})));
    }
    void queue_alerts(int from, int to) {
        for (int id = from; id <= to; ++id) queue_alert(id);
    }
    std::size_t told_in(std::int64_t mail) {
        std::size_t count = 0;
        for (const auto& sent : mailer_.sent())
            if (sent.message_id.starts_with(std::to_string(mail) + "."))
                count += links_in(sent.attachments.empty() ? sent.text : sent.attachments[0].bytes);
        return count;
    }

  private:
    static std::size_t links_in(const std::string& text) {
        std::size_t count = 0;
        for (auto at = text.find("/?exception="); at != text.npos;
             at = text.find("/?exception=", at + 1))
            ++count;
        return count;
    }
};
VIGIL_EACH_STORE(OldMail);

TEST_P(OldMail, WhatIsClosedMeanwhileIsNotSentAndSaysWhy) {
    queue_alerts(1, 2);
    exception(1, "closed");
    exception(2, "open");
    clock_.advance(days(3));
    const auto report = send(*courier());
    EXPECT_EQ(report.cancelled, 1);
    EXPECT_EQ(report.accepted, 1);
    EXPECT_EQ(state(1), "cancelled");
    EXPECT_EQ(mail(1).text("answer"), "closed before it could be sent");
    EXPECT_TRUE(is_empty(mail(1)["next_at"]));
    EXPECT_EQ(notice(1).text("state"), "cancelled");
    EXPECT_EQ(notice(1).text("why"), "closed");
    expect_accepted(2);
    EXPECT_TRUE(is_empty(notice(2)["why"]));
}

TEST_P(OldMail, FreshNewsIsSentEvenIfItIsClosedAlready) {
    queue_alerts(1, 1);
    exception(1, "closed");
    clock_.advance(minutes(59));
    EXPECT_EQ(send(*courier()).accepted, 1);
}

TEST_P(OldMail, AMailThatTheServerWouldNotTakeIsDroppedWhenItIsClosed) {
    queue_alerts(1, 1);
    exception(1, "open");
    mailer_.says = [](const MailMessage&) { return deferred(); };
    const auto courier = this->courier();
    EXPECT_EQ(send(*courier).deferred, 1);
    change(catalogue_->need("exception"), 1001, {{"state", std::string("closed")}});
    clock_.advance(hours(2));
    mailer_.says = nullptr;
    EXPECT_EQ(send(*courier).cancelled, 1);
    EXPECT_EQ(state(1), "cancelled");
    EXPECT_TRUE(mailer_.sent().empty());
}

TEST_P(OldMail, ADigestLosesItsClosedLines) {
    queue(1, "digest");
    for (const int id : {1, 2, 3}) give_notice(id, 1);
    exception(1, "closed");
    exception(2, "open");
    exception(3, "closed");
    clock_.advance(minutes(90));
    EXPECT_TRUE(settle_old_mail(*std::make_unique<Outbox>(*store_, catalogue_),
                                MailBudget{5, hours(1), 300}, "UTC", clock_.now()));
    EXPECT_EQ(notice(1).text("state"), "queued") << "so long it may gather";
    clock_.advance(hours(1));
    EXPECT_EQ(send(*courier()).accepted, 1);
    EXPECT_EQ(told_in(1), 1u);
    EXPECT_EQ(notice(1).text("state"), "cancelled");
    EXPECT_EQ(notice(2).text("state"), "accepted");
    EXPECT_EQ(notice(3).text("why"), "closed");
}

TEST_P(OldMail, AServerSetUpAtLastBringsNoStorm) {
    queue_alerts(1, 12);
    for (int id = 1; id <= 12; ++id) exception(id, id <= 2 ? "closed" : "open");
    give_notice(20, 12, "en", "reminded");
    clock_.advance(days(6));
    const auto report = send(*courier());
    EXPECT_EQ(report.accepted, 7) << "five, one somebody asked for, and the digest";
    EXPECT_EQ(report.cancelled, 2 + 3);
    EXPECT_EQ(mail(8).text("kind"), "digest");
    EXPECT_EQ(told_in(8), 4u);
    for (const int id : {8, 9, 10, 11}) {
        EXPECT_EQ(notice(id).text("state"), "accepted") << id;
        EXPECT_EQ(integer_of(notice(id)["outbox"]), 8) << id;
    }
    EXPECT_EQ(mail(9).text("state"), "cancelled");
    EXPECT_EQ(mail(9).text("answer"), "told in mail 8");
    EXPECT_EQ(state(12), "accepted");
}

// Six days of it: three alerts and a digest a day, each of them tried again and again.
TEST_P(OldMail, AServerThatWasAwayForDaysBringsNoStorm) {
    mailer_.says = [](const MailMessage&) { return deferred(); };
    const auto courier = this->courier();
    std::int64_t id = 0;
    for (int day = 0; day < 6; ++day) {
        for (int i = 0; i < 3; ++i) queue_alert(++id);
        queue(++id, "digest");
        give_notice(id, id);
        for (int hour = 0; hour < 24; ++hour) {
            send(*courier);
            clock_.advance(hours(1));
        }
    }
    for (int one = 1; one <= id; ++one) exception(one, one == 2 ? "closed" : "open");
    mailer_.says = nullptr;
    for (int minute = 0; minute < 90; ++minute) {
        send(*courier);
        clock_.advance(minutes(1));
    }
    EXPECT_EQ(mailer_.sent().size(), 5u) << "what is left of the first five, and one digest";
    EXPECT_EQ(notice(2).text("why"), "closed");
    EXPECT_EQ(state(2), "cancelled");
    int told = 0;
    for (int one = 1; one <= id; ++one) told += notice(one).text("state") == "accepted";
    EXPECT_EQ(told, id - 1);
    std::size_t lines = 0;
    for (int one = 1; one <= id; ++one) lines += told_in(one);
    EXPECT_EQ(lines, std::size_t(id - 1)) << "each once";
}

TEST_P(OldMail, WhatMayHaveArrivedIsNotToldUnderAnotherName) {
    mailer_.says = [](const MailMessage& message) -> Result<MailReceipt> {
        if (!message.message_id.starts_with("7.")) return deferred();
        return fail(FaultKind::unavailable, "mail_deferred", "", {{"perhaps_taken", "yes"}});
    };
    const auto courier = this->courier();
    queue_alerts(7, 7);
    send(*courier);
    queue_alerts(1, 6);
    for (int id = 1; id <= 7; ++id) exception(id, "open");
    clock_.advance(days(1));
    mailer_.says = nullptr;
    EXPECT_EQ(send(*courier).accepted, 7) << "five, the one gathered from one, and the seventh";
    EXPECT_EQ(mail(7).text("kind"), "alert");
    EXPECT_TRUE(truth_of(mail(7)["possibly_repeated"]));
}

TEST_P(OldMail, ADigestGathersNoMoreThanItHolds) {
    for (const int mail : {1, 2, 3}) queue(mail, "digest");
    for (int id = 10; id < 10 + 450; ++id) give_notice(id, 1 + id % 3);
    clock_.advance(days(2));
    EXPECT_EQ(send(*courier()).accepted, 2);
    EXPECT_EQ(told_in(1), 300u);
    EXPECT_EQ(told_in(3), 150u);
}

TEST_P(OldMail, TheDaysBudgetIsOneWithWhatWasSentToday) {
    queue_alerts(1, 3);
    EXPECT_EQ(send(*courier()).accepted, 3);
    queue_alerts(4, 9);
    for (int id = 4; id <= 9; ++id) exception(id, "open");
    clock_.advance(hours(2));
    EXPECT_EQ(send(*courier()).accepted, 3);
    EXPECT_EQ(mail(6).text("kind"), "digest");
    EXPECT_EQ(told_in(6), 4u);
}

}  // namespace
}  // namespace vigil::out::testing
