// Lists by promise: the order of the watches, each record once, no row lost between two pages, and nothing sorted
// but what is few.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "storage/promise_sql.h"
#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

using Op = Condition::Op;

class Promises : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        if (IsSkipped()) return;
        auto entities = sample_entities();
        EntityDef watch = make_entity(
            "watch", "watches",
            {make_field("guideline", FieldKind::integer), make_field("entity", FieldKind::text),
             make_field("record", FieldKind::integer), make_field("state", FieldKind::choice),
             make_field("due_at", FieldKind::moment), make_field("over", FieldKind::boolean)});
        watch.plain = watch.system = true;
        watch.indexes = {{{"record"}, false, ""},
                         {{"entity", "due_at", "record", "guideline", "state", "over"},
                          false,
                          "\"state\" in ('running', 'warned', 'broken') and \"over\" = 0"}};
        entities.push_back(watch);
        take(make_catalogue(entities, 2));
        fill_leads();
        fill_watches();
    }

    void fill_leads() {
        std::vector<Write> writes;
        for (int i = 1; i <= 300; ++i) {
            Write write = make_write(lead(), Id{1000 + i}, {{"created_at", Moment{(i * 7) % 50}}});
            if (i % 4) write.values.emplace_back(lead().index_of("owner"), Id{i % 4});
            if (i % 17 == 0) write.values.emplace_back(lead().index_of("removed_at"), Moment{1});
            writes.push_back(std::move(write));
        }
        ASSERT_TRUE(applied(std::move(writes)));
    }

    // Up to three of a lead; many fall due at the same time; a third is of a guideline nobody asks for.
    void fill_watches() {
        const std::vector<std::string> states = {"running", "warned", "broken", "met", "void"};
        std::vector<Write> writes;
        for (int i = 1; i <= 700; ++i) {
            const int mixed = (i * 7919) % 700, guideline = 1 + i % 3;
            const std::int64_t record = 1001 + mixed % 270;
            const Moment due{mixed % 40};
            const bool over = mixed % 11 == 0;
            writes.push_back(make_write(entity("watch"), Id{5000 + i},
                                        {{"guideline", std::int64_t(guideline)},
                                         {"entity", std::string("lead")},
                                         {"record", record},
                                         {"state", states[std::size_t(mixed % 5)]},
                                         {"due_at", due},
                                         {"over", over}}));
            if (mixed % 5 > 2 || over || guideline == 3) continue;
            const auto [it, fresh] = due_.try_emplace(Id{record}, due);
            if (!fresh) it->second = std::min(it->second, due);
        }
        ASSERT_TRUE(applied(std::move(writes)));
    }

    // A comparison of a field with one value, or that it is empty.
    ConditionPtr leaf(Op op, std::string_view field, Value value = {}) const {
        auto condition = std::make_shared<Condition>();
        condition->op = op;
        condition->entity = &lead();
        Term& left = condition->left;
        left.kind = Term::Kind::field;
        left.of = &lead();
        left.field = lead().index_of(field);
        left.type = lead().field(field)->kind;
        condition->right.type = left.type;
        condition->right.value = std::move(value);
        return condition;
    }
    ConditionPtr mine_or_nobodys() const {
        auto condition = std::make_shared<Condition>();
        condition->op = Op::any;
        condition->entity = &lead();
        condition->parts = {leaf(Op::eq, "owner", Id{1}), leaf(Op::empty, "owner")};
        return condition;
    }
    Permit permit(ConditionPtr see) const {
        EntityPermit rights;
        rights.see = std::move(see);
        rights.may_see = true;
        rights.fields.assign(lead().fields.size(), Right::edit);
        rights.masked.assign(lead().fields.size(), false);
        return Permit({}, "rep", {{"lead", rights}});
    }

    Query by_promise(int limit) const {
        Query query;
        query.entity = &lead();
        query.promises_of = {Id{1}, Id{2}};
        query.order = {{field_created_at, true}};
        query.limit = limit;
        return query;
    }
    std::vector<Id> paged(Query query, const Permit& permit) {
        std::vector<Id> ids;
        const auto view = store_->read();
        for (;;) {
            const auto page = view->find(query, permit);
            EXPECT_TRUE(page) << page.error().log;
            if (!page || page->empty() || ids.size() > 2000) return ids;
            EXPECT_LE(page->size(), std::size_t(query.limit));
            for (const Record& record : *page) ids.push_back(record.id());
            const Record& last = page->back();
            const auto due = due_.find(last.id());
            query.after = {due == due_.end() ? Value() : Value(due->second), last["created_at"],
                           last.id()};
        }
    }
    // All that the test says are in it: by when their promise is due, then by id; then the newest of the others.
    std::vector<Id> sorted(const std::function<bool(const Record&)>& in) {
        Query every;
        every.entity = &lead();
        every.limit = 5000;
        auto records = *store_->read()->find(every, Permit::house());
        std::erase_if(records, [&](const Record& one) { return !in(one); });
        std::ranges::sort(records, {}, [&](const Record& one) {
            const auto due = due_.find(one.id());
            const bool none = due == due_.end();
            const std::int64_t at = none ? -moment_of(one["created_at"]).us : due->second.us;
            return std::tuple(none, at, none ? -one.id().value : one.id().value);
        });
        std::vector<Id> ids;
        for (const Record& record : records) ids.push_back(record.id());
        return ids;
    }

    std::map<Id, Moment> due_;  // of each lead that has such a promise, the first
};
VIGIL_EACH_STORE(Promises);

TEST_P(Promises, ComeByWhenTheyAreDueEachRecordOnce) {
    ASSERT_GT(due_.size(), 100u);
    struct Case {
        const char* name;
        ConditionPtr see, where;
        std::function<bool(const Record&)> in;
    };
    const auto of = [](std::int64_t owner) {
        return [owner](const Record& one) { return one.link("owner") == Id{owner}; };
    };
    const std::vector<Case> cases = {
        {"all", nullptr, nullptr, [](const Record&) { return true; }},
        {"one owner's", nullptr, leaf(Op::eq, "owner", Id{2}), of(2)},
        {"what he may see", leaf(Op::eq, "owner", Id{3}), nullptr, of(3)},
        {"his and nobody's", mine_or_nobodys(), nullptr,
         [](const Record& one) { return !one.link("owner") || one.link("owner") == Id{1}; }},
        {"early ones", nullptr, leaf(Op::lt, "created_at", Moment{20}),
         [](const Record& one) { return moment_of(one["created_at"]) < Moment{20}; }},
    };
    for (const Case& one : cases)
        for (const int limit : {1, 7, 1000}) {
            Query query = by_promise(limit);
            query.where = one.where;
            EXPECT_EQ(paged(query, permit(one.see)), sorted(one.in))
                << one.name << ", pages of " << limit;
        }
}

TEST_P(Promises, HaveNoOtherPlaces) {
    for (const auto& after : std::vector<std::vector<Value>>{{Moment{1}},
                                                             {std::string("x"), Moment{1}, Id{1}},
                                                             {Moment{1}, Moment{1}, Moment{1}},
                                                             {Empty{}, Moment{1}}}) {
        Query query = by_promise(5);
        query.after = after;
        const auto page = store_->read()->find(query, Permit::house());
        ASSERT_FALSE(page);
        EXPECT_EQ(page.error().kind, FaultKind::malformed);
    }
}

// What SQLite would do, as it explains itself.
class PromisePlans : public Promises {
  protected:
    std::string plan_of(const Query& query, const FewRows* few) {
        const Plan plan(catalogue_, Dialect::sqlite);
        const Layout& layout = *plan.layout(lead());
        const Sight all;
        const QuerySql sql(plan, layout, all, Dialect::sqlite);
        PromiseWay way = promise_way(entity("watch"), nullptr);
        way.few = few;
        const auto page = promised_sql(query, layout, sql.filter(query), way, Dialect::sqlite);
        EXPECT_TRUE(page);
        return page ? explained(page->text) : "";
    }
};
INSTANTIATE_TEST_SUITE_P(Stores, PromisePlans, ::testing::Values(Kind::sqlite));

TEST_P(PromisePlans, WalkTheDeadlinesOrSortTheFew) {
    const auto way = promise_way(entity("watch"), nullptr);
    ASSERT_FALSE(way.by_due.empty());
    for (const bool second_page : {false, true}) {
        Query query = by_promise(50);
        if (second_page) query.after = {Moment{5}, Moment{5}, Id{5}};
        const auto walked = plan_of(query, nullptr);
        EXPECT_TRUE(walked.starts_with("SEARCH w USING COVERING INDEX " + way.by_due)) << walked;
        EXPECT_NE(walked.find("SEARCH r USING INTEGER PRIMARY KEY"), walked.npos) << walked;
        // Of one record's promises the first is sought by sorting those few; the page itself is not sorted.
        EXPECT_EQ(walked.find("TEMP B-TREE"), walked.rfind("TEMP B-TREE")) << walked;
        EXPECT_GT(walked.find("TEMP B-TREE"), walked.find("CORRELATED")) << walked;
    }
    const Pin mine{"owner", Pin::Kind::link, {Id{1}}};
    const auto indexes = wanted_indexes(lead());
    std::vector<const WantedIndex*> usable;
    for (const auto& one : indexes)
        if (one.where.empty()) usable.push_back(&one);
    const Pins pins{{mine}, {}};
    const auto few = few_ways(pins, usable);
    ASSERT_EQ(few.size(), 1u);
    const auto gathered = plan_of(by_promise(50), &few.front());
    EXPECT_TRUE(gathered.starts_with("SEARCH r USING INDEX " + few.front().index)) << gathered;
    EXPECT_NE(gathered.find("SEARCH w USING INDEX " + way.by_record), gathered.npos) << gathered;
    const Pins nobody{{{"owner", Pin::Kind::link, {Empty{}}}}, {}};
    EXPECT_TRUE(few_ways(nobody, usable).empty()) << "an index of what is empty is not looked in";
}

// What is on trial meets what it would meet, and is not there afterwards.
TEST_P(Promises, RehearsedWritesAreTakenBack) {
    const auto trial = [&](std::vector<Write> writes) {
        return store_->rehearse(changes_of(std::move(writes)));
    };
    const auto fresh = [&](int id, const char* code) {
        return make_write(lead(), Id{id}, {{"code", std::string(code)}});
    };
    ASSERT_TRUE(applied({fresh(1, "taken"), journal_row(Id{90}, "first")}));
    const auto end = journal_after(0).back()["seq"];
    EXPECT_TRUE(trial({fresh(2, "free"), journal_row(Id{91}, "never")}));
    EXPECT_FALSE(get(lead(), Id{2}));
    const Status taken = trial({fresh(3, "taken")});
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, "not_unique");
    const Status late = trial({make_write(lead(), Id{1}, {{"code", std::string("other")}}, 7)});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "changed_meanwhile");
    EXPECT_EQ(get(lead(), Id{1})->text("code"), "taken");
    EXPECT_EQ(journal_after(0).back()["seq"], end);
    ASSERT_TRUE(applied({fresh(2, "free"), journal_row(Id{92}, "second")}));
    EXPECT_EQ(journal_after(integer_of(end)).size(), 1u) << "whoever follows misses none";
}

}  // namespace
}  // namespace vigil::storage::testing
