#include "in/http/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>

namespace vigil::http {
namespace {

class Do final : public Job {
  public:
    explicit Do(std::function<void()> what) : what_(std::move(what)) {}
    void run() override { what_(); }

  private:
    std::function<void()> what_;
};

bool submit(WorkerPool& pool, std::function<void()> what) {
    return pool.submit(std::make_shared<Do>(std::move(what)));
}

// Long enough for the slowest machine; a right pool never lets it pass.
bool comes(std::promise<void>& promise) {
    return promise.get_future().wait_for(std::chrono::seconds(20)) == std::future_status::ready;
}

TEST(WorkerPool, WhileOneWaitsAnotherRuns) {
    std::promise<void> first, second;
    auto second_ran = second.get_future().share();
    WorkerPool pool(1, 10, 1);
    submit(pool, [&] {
        const Waiting waiting;
        second_ran.wait();
        first.set_value();
    });
    submit(pool, [&] { second.set_value(); });
    EXPECT_TRUE(comes(first));
}

TEST(WorkerPool, WithoutSpareThreadsTheNextWaits) {
    std::promise<void> go, began, second;
    auto gone = go.get_future().share();
    WorkerPool pool(1, 10);
    submit(pool, [&] {
        const Waiting waiting;
        began.set_value();
        gone.wait();
    });
    ASSERT_TRUE(comes(began));
    submit(pool, [&] { second.set_value(); });
    EXPECT_EQ(pool.depth(), 1u);
    go.set_value();
    EXPECT_TRUE(comes(second));
}

// However many wait, as many as said are at work.
TEST(WorkerPool, FewRunWhileManyWait) {
    constexpr int jobs = 40, at_once = 2;
    std::promise<void> go, all;
    auto gone = go.get_future().share();
    std::atomic<int> running = 0, most = 0, waiting = 0, done = 0;
    WorkerPool pool(at_once, jobs, jobs);
    for (int i = 0; i < jobs; ++i)
        ASSERT_TRUE(submit(pool, [&] {
            const int now = ++running;
            for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) continue;
            --running;
            {
                const Waiting wait;
                if (++waiting == jobs) go.set_value();
                gone.wait();
            }
            if (++done == jobs) all.set_value();
        }));
    EXPECT_TRUE(comes(all));  // all of them waited at the same time
    EXPECT_LE(most, at_once);
}

TEST(WorkerPool, OneWaitInAnotherCountsOnce) {
    std::promise<void> first, second, third;
    auto second_ran = second.get_future().share();
    WorkerPool pool(1, 10, 1);
    submit(pool, [&] {
        {
            const Waiting outer;
            const Waiting inner;
            second_ran.wait();
        }
        first.set_value();
    });
    submit(pool, [&] { second.set_value(); });
    EXPECT_TRUE(comes(first));
    submit(pool, [&] { third.set_value(); });
    EXPECT_TRUE(comes(third));
}

TEST(WorkerPool, StopsWhenThoseWhoWaitHaveFinished) {
    std::promise<void> go, began;
    auto gone = go.get_future().share();
    std::atomic<int> done = 0;
    WorkerPool pool(1, 10, 4);
    for (int i = 0; i < 3; ++i)
        submit(pool, [&, i] {
            const Waiting waiting;
            if (i == 2) began.set_value();
            gone.wait();
            ++done;
        });
    ASSERT_TRUE(comes(began));
    auto stopped = std::async(std::launch::async, [&] { pool.stop(); });
    go.set_value();
    stopped.wait();
    EXPECT_EQ(done, 3);
    EXPECT_FALSE(submit(pool, [] {}));
}

TEST(WorkerPool, RefusesWhatIsTooMuch) {
    std::promise<void> go, began;
    auto gone = go.get_future().share();
    WorkerPool pool(1, 1);
    submit(pool, [&] {
        began.set_value();
        gone.wait();
    });
    ASSERT_TRUE(comes(began));
    EXPECT_TRUE(submit(pool, [] {}));
    EXPECT_FALSE(submit(pool, [] {}));
    EXPECT_TRUE(pool.submit(std::make_shared<Do>([] {}), true)) << "begun already";
    EXPECT_EQ(pool.depth(), 2u);
    go.set_value();
}

}  // namespace
}  // namespace vigil::http
