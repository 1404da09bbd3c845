// What becomes of a node's number when the connection that holds it breaks.
#include "storage/postgres/node_lock.h"

#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

class NodeLock : public ::testing::Test {
  protected:
    void SetUp() override {
        place_ = make_place(Kind::postgres);
        if (!place_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
        options_.url = place_->url();
        ASSERT_TRUE(own_.take(options_));
        ASSERT_EQ(own_.number(), 0);
    }
    // Ends the sessions that hold a number, as a restart of a box between us and the server would, and waits
    // until the server has ended them.
    void cut() {
        const Status done = place_->run(
            "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory' and "
            "database = (select oid from pg_database where datname = current_database())");
        ASSERT_TRUE(done) << done.error().log;
    }

    std::unique_ptr<Place> place_;
    PostgresOptions options_;
    PgNodeLock own_;
};

TEST_F(NodeLock, IsTakenAgainWhenItsConnectionBreaks) {
    ASSERT_TRUE(own_.keep());
    cut();
    ASSERT_TRUE(own_.keep());
    EXPECT_EQ(own_.number(), 0);
    PgNodeLock other;
    ASSERT_TRUE(other.take(options_));
    EXPECT_EQ(other.number(), 1);  // nobody else gets ours
    EXPECT_TRUE(*other.is_held(0));
}

TEST_F(NodeLock, IsLostWhenAnotherProcessHasTakenTheNumber) {
    cut();
    PgNodeLock other;
    ASSERT_TRUE(other.take(options_));
    ASSERT_EQ(other.number(), 0);
    for (int look = 0; look < 2; ++look) {
        const Status kept = own_.keep();
        ASSERT_FALSE(kept);
        EXPECT_EQ(kept.error().code, "node_lost");
    }
    EXPECT_FALSE(own_.is_held(5));  // it knows nothing any more
}

}  // namespace
}  // namespace vigil::storage::testing
