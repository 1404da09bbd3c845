// The order of the journal with a slow transaction, PostgreSQL only: SQLite has one writer.
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <thread>

#include "storage/postgres/connection.h"
#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

class JournalOrder : public StoreTest {
  protected:
    // Writes a journal row the way apply() does, and leaves the transaction open.
    static void begin_slow(PgConnection& slow) {
        ASSERT_FALSE(slow.run_plain("begin"));
        ASSERT_FALSE(
            slow.run_plain("insert into journal (id, version, seq, what) values "
                           "(1, 1, pg_current_xact_id()::text::bigint << 20, 'slow')"));
    }
    std::unique_ptr<PgConnection> connect() {
        auto connection = PgConnection::open({.url = place_->url()});
        EXPECT_TRUE(connection);
        return std::move(*connection);
    }
    static std::string words(const std::vector<Record>& rows) {
        std::string all;
        for (const Record& row : rows) all += std::string(row.text("what")) + " ";
        return all;
    }
    // The journal's words, once they are the expected ones: a row is told when no transaction of the whole
    // server is older than its own, and beside us other tests have theirs.
    std::string soon(std::string_view expected) {
        std::string seen;
        wait_for([&] { return (seen = words(journal_after(0))) == expected; });
        return seen;
    }
    static void wait_for(const std::function<bool()>& is_there) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!is_there() && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
};
INSTANTIATE_TEST_SUITE_P(Stores, JournalOrder, ::testing::Values(Kind::postgres));

TEST_P(JournalOrder, ASlowTransactionHoldsTheFollowerBackAndIsNotMissed) {
    const auto slow = connect();
    begin_slow(*slow);
    const auto fast = apply({journal_row(Id{2}, "fast")});
    ASSERT_TRUE(fast);
    // Without the bound a follower would be given "fast" now, move its cursor behind it, and never see
    // "slow", whose number is lower.
    std::int64_t unbounded = 0;
    const auto reader = connect();
    ASSERT_FALSE(reader->run({{"select max(seq) from journal"}},
                             [&](int, const Row& row) { unbounded = row.number(0); }));
    EXPECT_EQ(unbounded, fast->last_seq);
    EXPECT_TRUE(journal_after(0).empty());
    EXPECT_EQ(*store_->read()->journal_end(), 0);
    ASSERT_FALSE(slow->run_plain("commit"));
    EXPECT_TRUE(journal_after(unbounded).empty()) << "so it would have been missed";
    EXPECT_EQ(soon("slow fast "), "slow fast ");
    EXPECT_EQ(*store_->read()->journal_end(), fast->last_seq);
}

TEST_P(JournalOrder, ASlowTransactionThatFailsLetsTheFollowerGoOn) {
    const auto slow = connect();
    begin_slow(*slow);
    ASSERT_TRUE(apply({journal_row(Id{2}, "fast")}));
    EXPECT_TRUE(journal_after(0).empty());
    ASSERT_FALSE(slow->run_plain("rollback"));
    EXPECT_EQ(soon("fast "), "fast ");
}

TEST_P(JournalOrder, AReaderBetweenTwoCommitsSeesEachOnce) {
    const auto slow = connect();
    ASSERT_TRUE(apply({journal_row(Id{3}, "first")}));
    begin_slow(*slow);
    ASSERT_TRUE(apply({journal_row(Id{4}, "second")}));
    std::string seen;
    std::int64_t cursor = 0;
    const auto follow = [&](std::string_view expected) {
        wait_for([&] {
            for (const Record& row : journal_after(cursor)) {
                cursor = integer_of(row["seq"]);
                seen += std::string(row.text("what")) + " ";
            }
            return seen == expected;
        });
        EXPECT_EQ(seen, expected);
    };
    follow("first ");
    ASSERT_FALSE(slow->run_plain("commit"));
    follow("first slow second ");
}

// A dump restored into a younger server, whose transactions count from lower numbers.
TEST_P(JournalOrder, TheNumberingGoesOnAboveWhatARestoreBrought) {
    ASSERT_TRUE(place_->run(
        "insert into journal (id, version, seq, what) values (1, 1, 1::bigint << 60, 'old')"));
    reopen();
    const auto applied = apply({journal_row(Id{2}, "new")});
    ASSERT_TRUE(applied);
    EXPECT_GT(applied->last_seq, std::int64_t{1} << 60);
    EXPECT_EQ(soon("old new "), "old new ");
    reopen();
    EXPECT_TRUE(apply({journal_row(Id{3}, "newer")}));
    EXPECT_EQ(soon("old new newer "), "old new newer ");
}

TEST_P(JournalOrder, ALostConnectionIsReplaced) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {})}));
    ASSERT_TRUE(get(lead(), Id{1}));
    ASSERT_TRUE(
        place_->run("select pg_terminate_backend(pid, 5000) from pg_stat_activity "
                    "where application_name = 'vigil' and datname = current_database()"));
    EXPECT_TRUE(applied({make_write(lead(), Id{2}, {})}));
    EXPECT_TRUE(get(lead(), Id{2}));
}

TEST(Numbered, LeavesQuotedMarksAlone) {
    EXPECT_EQ(numbered("a = ? and \"b?\" = '?''?' or c in (?, ?)"),
              "a = $1 and \"b?\" = '?''?' or c in ($2, $3)");
}

}  // namespace
}  // namespace vigil::storage::testing
