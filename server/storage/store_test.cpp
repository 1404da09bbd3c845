// What a change set promises, on both stores.
#include "ports/store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <map>
#include <mutex>
#include <thread>

#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

class StoreWrites : public StoreTest {};
VIGIL_EACH_STORE(StoreWrites);

const Money five_euros{500, *parse_currency("EUR")};

std::vector<std::pair<std::string, Value>> one_of_each() {
    return {{"text", std::string("Ünïcode 北京 'quoted' \"double\" ? $1 \\")},
            {"long", std::string("two\nlines")},
            {"whole", std::int64_t{-9'223'372'036'854'775'807}},
            {"decimal", std::int64_t{1'500'000}},
            {"yes", true},
            {"price", five_euros},
            {"day", Day{-1}},
            {"moment", Moment{1'772'000'000'123'456}},
            {"pick", std::string("new")},
            {"linked", Id{9'000'000'000'000'000'000}},
            {"email", std::string("Ann@Example.com")},
            {"phone", std::string("+49 30 123456")},
            {"url", std::string("https://example.com/?a=b")},
            {"json", std::string("{\"a\":[1,null]}")}};
}

TEST_P(StoreWrites, EachKindComesBackAsItWasWritten) {
    const EntityDef& thing = entity("thing");
    ASSERT_TRUE(applied({make_write(thing, Id{1}, one_of_each())}));
    const auto read = get(thing, Id{1});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->id(), Id{1});
    EXPECT_EQ(read->version(), 1);
    for (const auto& [key, value] : one_of_each()) EXPECT_EQ((*read)[key], value) << key;
}

TEST_P(StoreWrites, OneQuestionIsAnsweredAsByAView) {
    const EntityDef& thing = entity("thing");
    ASSERT_TRUE(applied({make_write(thing, Id{1}, one_of_each())}));
    for (int again = 0; again < 3; ++again) {  // on connections that others used meanwhile
        const auto once = store_->read_once()->get(thing, Id{1}, Permit::house());
        ASSERT_TRUE(once && *once);
        EXPECT_EQ((**once)["pick"], Value(std::string("new")));
        EXPECT_TRUE(get(thing, Id{1}));
        EXPECT_FALSE(*store_->read_once()->get(thing, Id{2}, Permit::house()));
    }
    const auto late = store_->read_once();
    EXPECT_FALSE(*late->get(thing, Id{3}, Permit::house()));
    ASSERT_TRUE(applied({make_write(thing, Id{2}, one_of_each())}));
    EXPECT_TRUE(*store_->read_once()->get(thing, Id{2}, Permit::house()));
}

TEST_P(StoreWrites, EmptyValuesAndEmptyTextsAreToldApart) {
    const EntityDef& thing = entity("thing");
    ASSERT_TRUE(applied({make_write(thing, Id{1},
                                    {{"text", std::string()},
                                     {"price", Money{0, {}}},
                                     {"yes", false},
                                     {"whole", std::int64_t{0}}})}));
    const auto read = get(thing, Id{1});
    ASSERT_TRUE(read);
    EXPECT_EQ((*read)["text"], Value(std::string()));
    EXPECT_EQ((*read)["price"], Value(Money{0, {}}));
    EXPECT_EQ((*read)["yes"], Value(false));
    EXPECT_EQ((*read)["whole"], Value(std::int64_t{0}));
    for (const char* key : {"long", "decimal", "day", "moment", "pick", "linked", "email", "json"})
        EXPECT_TRUE(is_empty((*read)[key])) << key;
}

TEST_P(StoreWrites, AnUpdateTouchesItsFieldsOnlyAndCountsTheVersion) {
    const EntityDef& thing = entity("thing");
    ASSERT_TRUE(applied({make_write(thing, Id{1}, one_of_each())}));
    ASSERT_TRUE(
        applied({make_write(thing, Id{1}, {{"text", std::string("b")}, {"price", Empty{}}}, 1)}));
    const auto read = get(thing, Id{1});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->version(), 2);
    EXPECT_EQ(read->text("text"), "b");
    EXPECT_TRUE(is_empty((*read)["price"]));
    EXPECT_EQ(read->text("pick"), "new");
}

TEST_P(StoreWrites, AnOldVersionIsAConflict) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("a")}})}));
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("b")}}, 1)}));
    const auto late = apply({make_write(lead(), Id{1}, {{"name", std::string("c")}}, 1)});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "changed_meanwhile");
    EXPECT_EQ(late.error().kind, FaultKind::conflict);
    EXPECT_EQ(late.error().args, (FaultArgs{{"entity", "lead"}, {"id", "1"}}));
    EXPECT_EQ(get(lead(), Id{1})->text("name"), "b");
}

TEST_P(StoreWrites, APremiseHoldsOrNothingIsWritten) {
    const EntityDef& thing = entity("thing");
    ASSERT_TRUE(applied({make_write(thing, Id{1}, {})}));
    std::int64_t last = 10;
    const auto write = [&](std::int64_t version, bool changes, bool trial = false) -> Status {
        ChangeSet set = changes_of({make_write(lead(), Id{++last}, {})});
        set.premise = {{&thing, Id{1}, version}, changes};
        if (trial) return store_->rehearse(set);
        auto done = store_->apply(set);
        return done ? Status() : pass_on(done.error());
    };
    EXPECT_TRUE(write(1, false));
    EXPECT_TRUE(write(1, true, true));
    EXPECT_EQ(get(thing, Id{1})->version(), 1) << "who rests on it or tries does not change it";
    EXPECT_TRUE(write(1, true));
    EXPECT_EQ(get(thing, Id{1})->version(), 2);
    EXPECT_TRUE(get(lead(), Id{last}));
    for (const bool changes : {false, true}) {
        const auto late = write(1, changes);
        ASSERT_FALSE(late);
        EXPECT_EQ(late.error().code, "changed_meanwhile");
        EXPECT_EQ(late.error().args, (FaultArgs{{"entity", "thing"}, {"id", "1"}}));
        EXPECT_FALSE(get(lead(), Id{last}));
        EXPECT_FALSE(write(1, changes, true));
    }
    EXPECT_EQ(get(thing, Id{1})->version(), 2);
}

// Whoever sees a premise changed sees all that was ever written under what it was before: nobody who had begun to
// write comes in later, on any node.
TEST_P(StoreWrites, NobodyWritesUnderAPremiseThatIsNoLonger) {
    const EntityDef& thing = entity("thing");
    ASSERT_TRUE(applied({make_write(thing, Id{1}, {})}));
    const auto written_before = [&](ReadView& view, std::int64_t version) {
        Query query;
        query.entity = &thing;
        query.limit = 10'000;
        const auto rows = view.find(query, Permit::house()).value();
        return std::ranges::count_if(rows, [&](const Record& row) {
            return row.id() != Id{1} && std::get<std::int64_t>(row["whole"]) < version;
        });
    };
    constexpr int each = 40;
    std::atomic<std::int64_t> ids = 100;
    std::mutex mutex;
    std::map<std::int64_t, std::ptrdiff_t>
        seen;  // by version: how much had been written under those before
    const auto live = [&](bool changes) {
        for (int written = 0; written < each;) {
            auto view = store_->read();
            const auto version = view->get(thing, Id{1}, Permit::house()).value()->version();
            const auto before = written_before(*view, version);
            view.reset();
            {
                const std::lock_guard lock(mutex);
                EXPECT_EQ(seen.try_emplace(version, before).first->second, before) << version;
            }
            ChangeSet set = changes_of({make_write(thing, Id{++ids}, {{"whole", version}})});
            set.premise = {{&thing, Id{1}, version}, changes};
            written += store_->apply(set).has_value();
        }
    };
    std::vector<std::thread> threads;
    for (const bool changes : {true, false, false, true}) threads.emplace_back(live, changes);
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(get(thing, Id{1})->version(), 1 + 2 * each);
    for (const auto& [version, before] : seen)
        EXPECT_EQ(written_before(*store_->read(), version), before) << version;
}

TEST_P(StoreWrites, WhatStandsBesideTheVersionNeitherAsksNorRaisesIt) {
    const EntityDef& thing = entity("thing");
    ASSERT_TRUE(applied({make_write(thing, Id{1}, {{"text", std::string("one")}})}));
    ASSERT_TRUE(applied({make_write(thing, Id{1}, {{"text", std::string("two")}}, 1)}));
    Write beside = make_write(thing, Id{1}, {{"whole", std::int64_t{7}}}, 1);
    beside.beside_version = true;
    ASSERT_TRUE(applied({beside}));
    EXPECT_EQ(get(thing, Id{1})->version(), 2);
    EXPECT_EQ((*get(thing, Id{1}))["whole"], Value(std::int64_t{7}));
    EXPECT_EQ((*get(thing, Id{1}))["text"], Value(std::string("two")));
    beside.id = Id{2};
    EXPECT_FALSE(apply({beside})) << "nothing to write it to";
}

TEST_P(StoreWrites, ErasesTheVersionThatWasReadOnly) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {})}));
    EXPECT_FALSE(apply({Write{Write::Op::erase, &lead(), Id{1}, 2, {}}}));
    EXPECT_TRUE(get(lead(), Id{1}));
    EXPECT_TRUE(applied({Write{Write::Op::erase, &lead(), Id{1}, 1, {}}}));
    EXPECT_FALSE(get(lead(), Id{1}));
    const auto again = apply({Write{Write::Op::erase, &lead(), Id{1}, 1, {}}});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "changed_meanwhile");
}

TEST_P(StoreWrites, WhatWasReadMustBeUnchanged) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {}), make_write(lead(), Id{2}, {})}));
    ChangeSet changes = changes_of({make_write(lead(), Id{3}, {})});
    changes.unchanged.push_back({&lead(), Id{1}, 1});
    EXPECT_TRUE(store_->apply(changes));
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("b")}}, 1)}));
    changes.writes[0].id = Id{4};
    const auto refused = store_->apply(changes);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "changed_meanwhile");
    EXPECT_EQ(refused.error().args[1].second, "1");
    EXPECT_FALSE(get(lead(), Id{4}));
    changes.unchanged[0] = {&lead(), Id{99}, 1};  // never was there
    EXPECT_FALSE(store_->apply(changes));
}

TEST_P(StoreWrites, WhatIsLinkedToMustStillBeThere) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {})}));
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("b")}}, 1)}));
    ChangeSet changes = changes_of({make_write(lead(), Id{3}, {})});
    changes.present.push_back({&lead(), Id{1}});
    EXPECT_TRUE(store_->apply(changes)) << "whatever else has changed";
    const Moment now = *parse_moment("2026-03-02T09:00:00Z");
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"removed_at", now}}, 2)}));
    changes.writes[0].id = Id{4};
    const auto removed = store_->apply(changes);
    ASSERT_FALSE(removed);
    EXPECT_EQ(removed.error().code, "changed_meanwhile");
    changes.present[0] = {&lead(), Id{99}};
    EXPECT_FALSE(store_->apply(changes)) << "never was there";
    EXPECT_FALSE(get(lead(), Id{4}));
}

TEST_P(StoreWrites, NobodyMayLinkToWhatGoes) {
    const EntityDef& user = entity("user");
    const int owner = lead().index_of("owner");
    ASSERT_GE(owner, 0);
    ASSERT_TRUE(applied({make_write(user, Id{7}, {}), make_write(user, Id{8}, {}),
                         make_write(lead(), Id{1}, {{"owner", Id{7}}})}));
    ChangeSet changes = changes_of({make_write(user, Id{9}, {})});
    changes.unlinked.push_back({&user, {Id{8}, Id{9}}, &lead(), owner, {}});
    EXPECT_TRUE(store_->apply(changes));
    changes.unlinked[0].ids.push_back(Id{7});
    changes.writes[0].id = Id{10};
    const auto linked = store_->apply(changes);
    ASSERT_FALSE(linked);
    EXPECT_EQ(linked.error().code, "changed_meanwhile");
    EXPECT_FALSE(get(user, Id{10}));
    changes.unlinked[0].but = {Id{1}};
    EXPECT_TRUE(store_->apply(changes)) << "that one may";
    changes.unlinked[0].but = {};
    changes.writes = {make_write(lead(), Id{1}, {{"owner", Id{8}}}, 1)};
    changes.unlinked[0].ids = {Id{7}};
    EXPECT_TRUE(store_->apply(changes)) << "asked of what it leaves behind";
}

TEST_P(StoreWrites, AChangeSetIsWholeOrNotAtAll) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {})}));
    const auto refused = apply({make_write(lead(), Id{2}, {}), journal_row(Id{10}, "lost"),
                                make_write(lead(), Id{1}, {{"name", std::string("x")}}, 7)});
    ASSERT_FALSE(refused);
    EXPECT_FALSE(get(lead(), Id{2}));
    EXPECT_TRUE(journal_after(0).empty());
}

TEST_P(StoreWrites, TheWritesOfASetSeeEachOther) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("a")}}),
                         make_write(lead(), Id{1}, {{"name", std::string("b")}}, 1),
                         make_write(lead(), Id{1}, {{"rank", std::int64_t{5}}}, 2)}));
    EXPECT_EQ(get(lead(), Id{1})->version(), 3);
    EXPECT_EQ(get(lead(), Id{1})->text("name"), "b");
}

TEST_P(StoreWrites, AnEmptyChangeSetIsNothing) {
    const auto applied = store_->apply({});
    ASSERT_TRUE(applied);
    EXPECT_EQ(applied->last_seq, 0);
}

TEST_P(StoreWrites, NoTwoRecordsHoldAUniqueKey) {
    const std::vector<std::pair<std::string, Value>> same = {{"code", std::string("A-1")}};
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, same)}));
    const auto second = apply({make_write(lead(), Id{2}, same)});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "not_unique");
    EXPECT_EQ(second.error().kind, FaultKind::conflict);
    EXPECT_EQ(second.error().args, (FaultArgs{{"entity", "lead"}, {"index", "code"}}));
    EXPECT_TRUE(applied({make_write(lead(), Id{3}, {}), make_write(lead(), Id{4}, {})}))
        << "empty ones may";
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"removed_at", Moment{1}}}, 1)}));
    EXPECT_TRUE(applied({make_write(lead(), Id{5}, same)})) << "a removed one holds nothing";
}

TEST_P(StoreWrites, AnIdIsGivenOnce) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {})}));
    const auto second = apply({make_write(lead(), Id{1}, {})});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "not_unique");
    EXPECT_EQ(second.error().args[1].second, "id");
}

TEST_P(StoreWrites, OneThatFailsInAGroupUndoesNoOther) {
    constexpr int threads = 16;
    std::latch together(threads);
    std::vector<std::thread> workers;
    std::atomic<int> accepted = 0, refused = 0;
    for (int i = 0; i < threads; ++i)
        workers.emplace_back([&, i] {
            together.arrive_and_wait();
            const auto done =
                apply({make_write(lead(), Id{100 + i}, {{"code", "C" + std::to_string(i / 2)}}),
                       journal_row(Id{100 + i}, "made")});
            EXPECT_TRUE(done || done.error().code == "not_unique");
            ++(done ? accepted : refused);
        });
    for (auto& worker : workers) worker.join();
    EXPECT_EQ(accepted, threads / 2);
    EXPECT_EQ(refused, threads / 2);
    EXPECT_EQ(journal_after(0).size(), std::size_t(threads / 2));
}

TEST_P(StoreWrites, TextThatNoDatabaseCanHoldIsRefused) {
    for (const std::string& bad :
         {std::string("a\0b", 3), std::string("\xC3"), std::string("\xED\xA0\x80")}) {
        const auto refused = apply({make_write(lead(), Id{1}, {{"name", bad}})});
        ASSERT_FALSE(refused);
        ASSERT_EQ(refused.error().fields.size(), 1u);
        EXPECT_EQ(refused.error().fields[0].field, "name");
        EXPECT_EQ(refused.error().fields[0].code, "bad_text");
    }
    EXPECT_FALSE(get(lead(), Id{1}));
}

TEST_P(StoreWrites, AValueOfAnotherTypeIsOurBugAndWritesNothing) {
    const auto refused = apply({make_write(lead(), Id{1}, {{"name", std::int64_t{1}}})});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, FaultKind::internal);
}

TEST_P(StoreWrites, TheJournalIsNumberedInOrder) {
    const auto first = apply({journal_row(Id{1}, "a"), journal_row(Id{2}, "b")});
    const auto second = apply({make_write(lead(), Id{1}, {}), journal_row(Id{3}, "c")});
    ASSERT_TRUE(first && second);
    EXPECT_LT(0, first->last_seq);
    EXPECT_LT(first->last_seq, second->last_seq);
    const auto rows = journal_after(0);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].text("what"), "a");
    EXPECT_EQ(rows[1].text("what"), "b");
    EXPECT_EQ(rows[2].text("what"), "c");
    EXPECT_EQ(integer_of(rows[1]["seq"]), first->last_seq);
    EXPECT_EQ(integer_of(rows[2]["seq"]), second->last_seq);
    EXPECT_EQ(journal_after(first->last_seq).size(), 1u);
    EXPECT_EQ(journal_after(0, 2).size(), 2u);
    EXPECT_EQ(*store_->read()->journal_end(), second->last_seq);
}

TEST_P(StoreWrites, TheNumberingGoesOnAfterAStart) {
    const auto before = apply({journal_row(Id{1}, "a")});
    reopen();
    const auto after = apply({journal_row(Id{2}, "b")});
    ASSERT_TRUE(before && after);
    EXPECT_LT(before->last_seq, after->last_seq);
    EXPECT_EQ(journal_after(0).size(), 2u);
}

TEST_P(StoreWrites, EachOpeningHasANumberAndTheNextTakesTheLowestFreeOne) {
    EXPECT_EQ(store_->node(), 0);
    auto second = place_->open();
    ASSERT_TRUE(second) << second.error().log;
    EXPECT_EQ((*second)->node(), 1);
    store_.reset();
    // PostgreSQL frees the number when its own process has seen that we are gone.
    int number = 2;
    for (int tries = 0; number != 0 && tries < 1000; ++tries) number = (*place_->open())->node();
    EXPECT_EQ(number, 0);
    EXPECT_EQ((*second)->node(), 1);
}

TEST_P(StoreWrites, TellsWhichNumbersAreHeld) {
    EXPECT_TRUE(*store_->is_node_held(0));
    EXPECT_FALSE(*store_->is_node_held(1));
    auto second = place_->open();
    ASSERT_TRUE(second) << second.error().log;
    EXPECT_TRUE(*store_->is_node_held(1));
    EXPECT_TRUE(*(*second)->is_node_held(0));
    second->reset();
    for (int tries = 0; tries < 100'000 && *store_->is_node_held(1); ++tries) {
    }
    EXPECT_FALSE(*store_->is_node_held(1));
    EXPECT_TRUE(store_->keep_node());
}

TEST_P(StoreWrites, AViewStaysAtItsInstant) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("a")}})}));
    const auto view = store_->read();
    EXPECT_EQ((*view->get(lead(), Id{1}, Permit::house()))->text("name"), "a");
    ASSERT_TRUE(applied(
        {make_write(lead(), Id{1}, {{"name", std::string("b")}}, 1), journal_row(Id{1}, "x")}));
    EXPECT_EQ((*view->get(lead(), Id{1}, Permit::house()))->text("name"), "a");
    EXPECT_TRUE(view->journal_after(0, 10)->empty());
    EXPECT_EQ(get(lead(), Id{1})->text("name"), "b");
}

}  // namespace
}  // namespace vigil::storage::testing
