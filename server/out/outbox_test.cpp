// Mails that a process left under way when it ended.
#include "out/outbox.h"

#include "out/courier_fixture.h"

namespace vigil::out::testing {
namespace {

class Outboxes : public CourierTest {};
VIGIL_EACH_STORE(Outboxes);

TEST_P(Outboxes, TheLivingTakeOverWhatTheDeadWereSending) {
    second_ = place_->open().value();
    queue(1, "alert",
          {{"state", std::string("sending")},
           {"node", std::int64_t(second_->node())},
           {"attempts", std::int64_t(1)},
           {"next_at", clock_.now() + minutes(2)}});
    give_notice(1, 1);
    const auto courier = this->courier();
    send(*courier);
    EXPECT_EQ(state(1), "sending");  // its process lives and may be at it
    const int node = second_->node();
    second_.reset();
    // PostgreSQL frees the number when its own process has seen that we are gone.
    for (int tries = 0; tries < 100'000 && store_->is_node_held(node).value(); ++tries) {
    }
    const auto report = send(*courier);
    EXPECT_EQ(report.accepted, 1);
    EXPECT_EQ(report.repeated, 1);
    EXPECT_TRUE(truth_of(mail(1)["possibly_repeated"]));
}

}  // namespace
}  // namespace vigil::out::testing
