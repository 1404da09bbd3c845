// A mail server that is away, that refuses, or that falls silent at the wrong moment.
#include "out/courier_fixture.h"

namespace vigil::out::testing {
namespace {

class CourierAway : public CourierTest {};
VIGIL_EACH_STORE(CourierAway);

TEST_P(CourierAway, NoAlertIsGivenUpWhileTheServerIsAway) {
    queue_alert(1);
    mailer_.says = [](const MailMessage&) { return deferred(); };
    const Moment begin = clock_.now();
    const auto courier = this->courier();
    while (clock_.now() < begin + days(30)) {
        send(*courier);
        clock_.set(courier->next_due().value().value());
    }
    EXPECT_EQ(state(1), "queued");
    EXPECT_EQ(notice(1).text("state"), "queued");
    EXPECT_EQ(courier->health()->failed, 0);
    EXPECT_EQ(courier->health()->waiting, 1);
    mailer_.says = nullptr;
    EXPECT_EQ(send(*courier).accepted, 1);
    expect_accepted(1);
    EXPECT_FALSE(truth_of(mail(1)["possibly_repeated"]));
}

TEST_P(CourierAway, FailedOnesCountByWhenTheyFailed) {
    queue_alert(1);
    clock_.advance(days(20));
    mailer_.says = [](const MailMessage&) { return refused(); };
    const auto courier = this->courier();
    EXPECT_EQ(send(*courier).failed, 1);
    EXPECT_EQ(moment_of(mail(1)["failed_at"]), clock_.now());
    clock_.advance(seconds(7 * 86'400 - 1));
    EXPECT_EQ(courier->health()->failed, 1);
    clock_.advance(seconds(2));
    EXPECT_EQ(courier->health()->failed, 0);
}

TEST_P(CourierAway, AMailHandedOverWholeAndNeverAnsweredSaysSo) {
    queue_alert(1);
    mailer_.says = [](const MailMessage&) {
        return fail(FaultKind::unavailable, "mail_deferred", "no answer",
                    {{"reason", "no_answer"}, {"perhaps_taken", "yes"}});
    };
    const auto courier = this->courier();
    EXPECT_EQ(send(*courier).deferred, 1);
    EXPECT_TRUE(truth_of(mail(1)["possibly_repeated"]));
    mailer_.says = nullptr;
    clock_.advance(minutes(1));
    EXPECT_EQ(send(*courier).accepted, 1);
    EXPECT_NE(mailer_.sent().at(0).text.find("You may have had this mail before"),
              std::string::npos);
}

}  // namespace
}  // namespace vigil::out::testing
