// Many at once, followers, and death in the midst of it, on both stores.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <set>
#include <thread>

#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

class StoreLoad : public StoreTest {};
VIGIL_EACH_STORE(StoreLoad);

// Adds one to a lead's rank, as a use case does: read, decide, hand in, decide again at a conflict.
bool add_one(Store& store, const EntityDef& lead, Id id, Write journal,
             std::atomic<int>& conflicts) {
    const int rank = lead.index_of("rank");
    for (int tries = 0; tries < 10'000; ++tries) {
        const auto record = store.read()->get(lead, id, Permit::house());
        if (!record || !*record) return false;
        const std::int64_t next = integer_of((*record)->values[rank]) + 1;
        const auto applied = store.apply(
            changes_of({make_write(lead, id, {{"rank", next}}, (*record)->version()), journal}));
        if (applied) return true;
        if (applied.error().code != "changed_meanwhile") return false;
        ++conflicts;
    }
    return false;
}

TEST_P(StoreLoad, EightThreadsLoseNothingAndAFollowerMissesNothing) {
    constexpr int threads = 8, each = 500, leads = 4;
    std::vector<Write> start;
    for (int i = 1; i <= leads; ++i)
        start.push_back(make_write(lead(), Id{i}, {{"rank", std::int64_t{0}}}));
    ASSERT_TRUE(applied(std::move(start)));
    std::atomic<int> conflicts = 0, failures = 0, running = threads;
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&, t] {
            for (int i = 0; i < each; ++i) {
                const Id id{1 + (t + i) % leads};
                if (!add_one(*store_, lead(), id, journal_row(Id{1'000'000 + t * each + i}, "add"),
                             conflicts))
                    ++failures;
            }
            --running;
        });
    std::vector<std::int64_t> seqs;
    for (bool last = false;; last = running == 0) {
        const auto rows = journal_after(seqs.empty() ? 0 : seqs.back(), 100);
        for (const Record& row : rows) seqs.push_back(integer_of(row["seq"]));
        if (last && rows.empty()) break;
    }
    for (auto& worker : workers) worker.join();
    EXPECT_EQ(failures, 0);
    EXPECT_GT(conflicts, 0) << "the test has not tested";
    EXPECT_EQ(seqs.size(), std::size_t(threads * each));
    for (std::size_t i = 1; i < seqs.size(); ++i) ASSERT_LT(seqs[i - 1], seqs[i]);
    if (GetParam() == Kind::sqlite) {
        EXPECT_EQ(seqs.back() - seqs.front(), threads * each - 1) << "no gaps";
    }
    std::int64_t total = 0;
    for (int i = 1; i <= leads; ++i) total += integer_of((*get(lead(), Id{i}))["rank"]);
    EXPECT_EQ(total, threads * each);
}

TEST_P(StoreLoad, ReadingDoesNotWaitForAWriter) {
    std::vector<Write> writes;
    for (int i = 1; i <= 20'000; ++i)
        writes.push_back(make_write(lead(), Id{i}, {{"name", std::string(100, 'x')}}));
    std::atomic<bool> done = false;
    std::thread writer([&] {
        EXPECT_TRUE(applied(std::move(writes)));
        done = true;
    });
    int answered = 0;
    Query query;
    query.entity = &lead();
    while (!done) {
        const auto count = store_->read()->count(query, Permit::house());
        ASSERT_TRUE(count) << count.error().log;
        EXPECT_TRUE(*count == 0 || *count == 20'000) << *count;
        answered += *count == 0;
    }
    writer.join();
    EXPECT_GT(answered, 5);
}

// Writes with several threads until it is killed; tells of each acknowledged id on the pipe.
[[noreturn]] void write_until_killed(Place& place, CataloguePtr catalogue, int pipe) {
    auto store = std::move(*place.open());
    store->use_catalogue(catalogue);
    std::vector<std::thread> writers;
    const EntityDef &lead = catalogue->need("lead"), &journal = catalogue->need("journal");
    for (int t = 0; t < 4; ++t)
        writers.emplace_back([&, t] {
            for (std::int64_t i = 1;; ++i) {
                const Id id{t * 1'000'000 + i};
                const auto applied = store->apply(changes_of(
                    {make_write(lead, id, {{"name", "lead " + to_string(id)}}),
                     make_write(journal, id,
                                {{"record", id.value}, {"what", std::string("made")}})}));
                if (applied && ::write(pipe, &id.value, sizeof id.value) < 0) _exit(1);
            }
        });
    for (auto& writer : writers) writer.join();
    _exit(0);
}

TEST_P(StoreLoad, WhatWasAcknowledgedOutlivesAKill) {
    store_.reset();
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) write_until_killed(*place_, catalogue_, ends[1]);
    close(ends[1]);
    std::set<std::int64_t> acknowledged;
    std::int64_t id = 0;
    while (acknowledged.size() < 1500 && ::read(ends[0], &id, sizeof id) == sizeof id)
        acknowledged.insert(id);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (::read(ends[0], &id, sizeof id) == sizeof id) acknowledged.insert(id);
    close(ends[0]);
    ASSERT_GE(acknowledged.size(), 1500u);
    reopen();
    std::set<std::int64_t> journaled;
    for (std::int64_t last = 0;;) {
        const auto rows = journal_after(last, 500);
        if (rows.empty()) break;
        for (const Record& row : rows) journaled.insert(integer_of(row["record"]));
        last = integer_of(rows.back()["seq"]);
    }
    const auto view = store_->read();
    for (const std::int64_t one : acknowledged) {
        const auto record = view->get(lead(), Id{one}, Permit::house());
        ASSERT_TRUE(record && *record) << one;
        EXPECT_EQ((*record)->text("name"), "lead " + std::to_string(one));
        EXPECT_TRUE(journaled.contains(one)) << one;
    }
    Query query;
    query.entity = &lead();
    EXPECT_EQ(*view->count(query, Permit::house()), std::int64_t(journaled.size()))
        << "whole or not at all";
    EXPECT_TRUE(store_->check(*catalogue_)->wrong.empty());
}

}  // namespace
}  // namespace vigil::storage::testing
