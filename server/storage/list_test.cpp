// Lists that are read in ranges of an index answer what any reading would, and sort no table for it.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "storage/query_sql.h"
#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

using Op = Condition::Op;

Term field_term(const EntityDef& entity, std::string_view field) {
    Term term;
    term.kind = Term::Kind::field;
    term.of = &entity;
    term.field = entity.index_of(field);
    term.type = entity.field(field)->kind;
    return term;
}

Term literal(const Term& left, Value value) {
    Term term;
    term.type = left.type;
    term.folded = fold(text_of(value));
    term.value = std::move(value);
    return term;
}

ConditionPtr leaf(const EntityDef& entity, Op op, Term left, std::vector<Value> values) {
    auto condition = std::make_shared<Condition>();
    condition->op = op;
    condition->entity = &entity;
    condition->left = std::move(left);
    for (Value& value : values) {
        if (op == Op::in)
            condition->list.push_back(literal(condition->left, std::move(value)));
        else
            condition->right = literal(condition->left, std::move(value));
    }
    return condition;
}

ConditionPtr joined(Op op, const EntityDef& entity, std::vector<ConditionPtr> parts) {
    auto condition = std::make_shared<Condition>();
    condition->op = op;
    condition->entity = &entity;
    condition->parts = std::move(parts);
    return condition;
}

class Lists : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        if (IsSkipped()) return;
        auto entities = sample_entities();
        for (EntityDef& entity : entities) {
            if (entity.key != "lead") continue;
            entity.fields.push_back(make_field("state", FieldKind::choice));
            entity.fields.back().indexed = true;
            entity.indexes.push_back({{"owner", "state", "-created_at"}, false, ""});
        }
        take(make_catalogue(entities, 2));
        fill();
    }

    // Owners 1 to 6, or none; four states, or none; a time of entry that many share; some are removed.
    void fill() {
        std::vector<Write> writes;
        for (int i = 1; i <= 6; ++i)
            writes.push_back(
                make_write(entity("user"), Id{i},
                           {{"name", std::string(i % 2 ? "Odd " : "Even ") + std::to_string(i)}}));
        for (int i = 1; i <= 900; ++i) {
            const int mixed = (i * 7919) % 900;
            Write write = make_write(lead(), Id{1000 + i}, {{"created_at", Moment{mixed / 9}}});
            const auto set = [&](std::string_view key, Value value) {
                write.values.emplace_back(lead().index_of(key), std::move(value));
            };
            if (mixed % 7) set("owner", Id{mixed % 7});
            if (mixed % 5) set("state", states[std::size_t(mixed % 5 - 1)]);
            if (mixed % 3) set("rank", std::int64_t{mixed % 11});
            if (mixed % 13 == 0) set("removed_at", Moment{1});
            if (mixed % 4) set("email", "p" + std::to_string(mixed / 2) + "@example.com");
            writes.push_back(std::move(write));
        }
        ASSERT_TRUE(applied(std::move(writes)));
    }

    Term own(std::string_view field) const { return field_term(lead(), field); }
    Term of_owner(std::string_view field) const {
        Term term = field_term(entity("user"), field);
        term.via = lead().index_of("owner");
        return term;
    }
    ConditionPtr is(std::string_view field, Value value) const {
        return leaf(lead(), Op::eq, own(field), {std::move(value)});
    }
    ConditionPtr empty(std::string_view field) const {
        return leaf(lead(), Op::empty, own(field), {});
    }
    ConditionPtr all(std::vector<ConditionPtr> parts) const {
        return joined(Op::all, lead(), std::move(parts));
    }
    ConditionPtr any(std::vector<ConditionPtr> parts) const {
        return joined(Op::any, lead(), std::move(parts));
    }
    // As a manager sees: of his people, or nobody's.
    ConditionPtr of_odd_or_nobody() const {
        return any({leaf(lead(), Op::starts_with, of_owner("name"), {std::string("odd")}),
                    empty("owner")});
    }
    static bool odd_or_nobody(const Record& lead) {
        return lead.link("owner").value % 2 == 1 || !lead.link("owner");
    }

    Permit permit(ConditionPtr see) const {
        EntityPermit rights;
        rights.see = std::move(see);
        rights.may_see = true;
        rights.fields.assign(lead().fields.size(), Right::edit);
        rights.masked.assign(lead().fields.size(), false);
        ConditionContext who;
        who.me = Id{1};
        EntityPermit users;
        users.may_see = true;
        return Permit(who, "manager", {{"lead", rights}, {"user", users}});
    }

    std::vector<Id> paged(Query query, const Permit& permit) {
        std::vector<Id> ids;
        const auto view = store_->read();
        for (;;) {
            const auto page = view->find(query, permit);
            EXPECT_TRUE(page) << page.error().log;
            if (!page || page->empty() || ids.size() > 2000) return ids;
            for (const Record& record : *page) ids.push_back(record.id());
            query.after.clear();
            for (const Order& by : query.order)
                query.after.push_back(page->back().values[std::size_t(by.field)]);
            query.after.push_back(page->back().id());
        }
    }

    // All that the test says are in it, in the order of the query.
    std::vector<Id> sorted(const Query& query, const std::function<bool(const Record&)>& in) {
        Query every;
        every.entity = &lead();
        every.limit = 5000;
        every.order = {{field_id, false}};
        every.removed = query.removed;
        auto records = store_->read()->find(every, Permit::house());
        EXPECT_TRUE(records);
        std::erase_if(*records, [&](const Record& one) { return !in(one); });
        const auto key = [](const Value& value) {
            const auto* moment = std::get_if<Moment>(&value);
            const std::int64_t number = moment ? moment->us : integer_of(value);
            return std::tuple(!is_empty(value), number, text_of(value));
        };
        std::ranges::sort(*records, [&](const Record& a, const Record& b) {
            for (const Order& by : query.order) {
                const auto left = key(a.values[std::size_t(by.field)]),
                           right = key(b.values[std::size_t(by.field)]);
                if (left != right) return (left < right) != by.descending;
            }
            return (a.id() < b.id()) != query.order.back().descending;
        });
        std::vector<Id> ids;
        for (const Record& record : *records) ids.push_back(record.id());
        return ids;
    }

    std::vector<std::vector<Order>> orders() const {
        std::vector<std::vector<Order>> orders;
        const int state = lead().index_of("state"), rank = lead().index_of("rank");
        for (const bool down : {false, true}) {
            orders.push_back({{field_created_at, down}});
            orders.push_back({{state, down}, {field_created_at, down}});
            orders.push_back({{rank, down}});
            orders.push_back({{rank, down}, {field_created_at, !down}});
            orders.push_back({{field_id, down}});
        }
        return orders;
    }

    const std::vector<std::string> states = {"new", "open", "won", "lost"};
};
VIGIL_EACH_STORE(Lists);

TEST_P(Lists, InRangesAreTheSortedWhole) {
    struct Case {
        const char* name;
        ConditionPtr see, where;
        std::function<bool(const Record&)> in;
    };
    const auto state = [](const Record& lead, std::string_view one) {
        return lead.text("state") == one;
    };
    const std::vector<Case> cases = {
        {"his people's", of_odd_or_nobody(), nullptr, odd_or_nobody},
        {"his people's new ones", of_odd_or_nobody(), is("state", std::string("new")),
         [&](const Record& lead) { return odd_or_nobody(lead) && state(lead, "new"); }},
        {"two states", nullptr,
         leaf(lead(), Op::in, own("state"),
              {std::string("new"), std::string("won"), std::string("new")}),
         [&](const Record& lead) { return state(lead, "new") || state(lead, "won"); }},
        {"two states of two owners", nullptr,
         all({leaf(lead(), Op::in, own("state"), {std::string("new"), std::string("won")}),
              any({is("owner", Id{2}), is("owner", Id{5})})}),
         [&](const Record& lead) {
             return (state(lead, "new") || state(lead, "won")) &&
                    (lead.link("owner") == Id{2} || lead.link("owner") == Id{5});
         }},
        {"no state", of_odd_or_nobody(), empty("state"),
         [&](const Record& lead) { return odd_or_nobody(lead) && state(lead, ""); }},
        {"one of his people's", of_odd_or_nobody(), is("owner", Id{3}),
         [](const Record& lead) { return lead.link("owner") == Id{3}; }},
        {"one who is not his", of_odd_or_nobody(), is("owner", Id{2}),
         [](const Record&) { return false; }},
        {"an address", of_odd_or_nobody(), is("email", std::string("P7@Example.com")),
         [](const Record& lead) {
             return odd_or_nobody(lead) && lead.text("email") == "p7@example.com";
         }},
        {"high ones", of_odd_or_nobody(), leaf(lead(), Op::gt, own("rank"), {std::int64_t{8}}),
         [](const Record& lead) { return odd_or_nobody(lead) && integer_of(lead["rank"]) > 8; }},
        {"early ones", nullptr, leaf(lead(), Op::lt, own("created_at"), {Moment{20}}),
         [](const Record& lead) { return moment_of(lead["created_at"]) < Moment{20}; }},
        {"either", nullptr, any({is("owner", Id{1}), is("state", std::string("new"))}),
         [&](const Record& lead) { return lead.link("owner") == Id{1} || state(lead, "new"); }},
        {"all", nullptr, nullptr, [](const Record&) { return true; }},
    };
    for (const Case& one : cases)
        for (const auto& order : orders())
            for (const Removed removed : {Removed::without, Removed::only, Removed::with})
                for (const int limit : {7, 1000}) {
                    Query query;
                    query.entity = &lead();
                    query.where = one.where;
                    query.order = order;
                    query.limit = limit;
                    query.removed = removed;
                    EXPECT_EQ(paged(query, permit(one.see)), sorted(query, one.in))
                        << one.name << ", by " << lead().fields[std::size_t(order[0].field)].key
                        << (order[0].descending ? " down" : " up") << ", pages of " << limit;
                }
}

// What SQLite would do for a page, as it explains itself.
class ListPlans : public Lists {
  protected:
    std::vector<std::string> plans_of(const Query& query, const Permit& permit, const Pins& pins) {
        const Plan plan(catalogue_, Dialect::sqlite);
        const Layout& layout = *plan.layout(lead());
        const Sight sight = sight_of(permit, lead());
        const QuerySql sql(plan, layout, sight, Dialect::sqlite);
        std::vector<const WantedIndex*> indexes;
        for (const WantedIndex& index : plan.indexes(lead()))
            if (index.where.empty()) indexes.push_back(&index);
        const auto ways = list_ways(sql.sort_columns(query), pins, indexes);
        const auto parts = sql.find(query, ways.way);
        EXPECT_TRUE(parts);
        std::vector<std::string> plans;
        for (const Sql& part : *parts) plans.push_back(explained(part.text));
        return plans;
    }

    Query newest(ConditionPtr where) const {
        Query query;
        query.entity = &lead();
        query.where = std::move(where);
        query.order = {{field_created_at, true}};
        return query;
    }
};
INSTANTIATE_TEST_SUITE_P(Stores, ListPlans, ::testing::Values(Kind::sqlite));

TEST_P(ListPlans, SortNothingButThePage) {
    const Pin people{"owner", Pin::Kind::link, {Id{1}, Id{3}, Id{5}, Empty{}}};
    const Pin state{"state", Pin::Kind::plain, {std::string("new")}};
    const Pin two{"state", Pin::Kind::plain, {std::string("new"), std::string("won")}};
    const auto see = permit(all({empty("owner")}));  // any; its text is read, not run
    for (const auto& values : std::vector<std::vector<Pin>>{
             {people}, {people, state}, {people, two}, {state}, {two}, {}}) {
        for (const bool down : {true, false}) {
            Query query = newest(nullptr);
            query.order[0].descending = down;
            for (const bool second_page : {false, true}) {
                if (second_page) query.after = {Moment{5}, Id{5}};
                for (const auto& plan : plans_of(query, see, Pins{values, {}})) {
                    // The rows of a page are fetched by their ids and then put in order; no other sort.
                    const auto sort = plan.find("USE TEMP B-TREE");
                    EXPECT_TRUE(sort == std::string::npos ||
                                (sort == plan.rfind("USE TEMP B-TREE") &&
                                 plan.starts_with("SEARCH r USING INTEGER PRIMARY KEY")))
                        << plan;
                    EXPECT_EQ(plan.find("SCAN r\n"), std::string::npos) << plan;
                }
            }
        }
    }
}

TEST(ListWays, TakeTheNarrowestIndexThatHasTheOrder) {
    const auto index = [](std::string name, std::vector<std::string> columns) {
        return WantedIndex{std::move(name), "leads", std::move(columns), false, ""};
    };
    const std::vector<WantedIndex> all = {index("time", {"-created_at", "-id"}),
                                          index("state", {"-state", "-created_at", "-id"}),
                                          index("owner", {"-owner", "-created_at", "-id"}),
                                          index("account", {"-account", "-created_at", "-id"}),
                                          index("both", {"owner", "state", "-created_at", "-id"})};
    std::vector<const WantedIndex*> indexes;
    for (const auto& one : all) indexes.push_back(&one);
    const std::vector<SortColumn> newest = {{"created_at", true}, {"id", true}};
    const auto way = [&](std::vector<Pin> pins, std::vector<SortColumn> order) {
        const Pins all_pins{std::move(pins), {}};
        const auto ways = list_ways(order, all_pins, indexes);
        return ways.way.index + " " + std::to_string(ways.way.ranges.size()) +
               (ways.way.by_table ? " table" : "") + (ways.few.empty() ? "" : " few");
    };
    const Pin people{"owner", Pin::Kind::link, {Id{1}, Id{2}, Empty{}}};
    const Pin me{"owner", Pin::Kind::link, {Id{1}}};
    const Pin one{"account", Pin::Kind::link, {Id{7}}};
    const Pin state{"state", Pin::Kind::plain, {std::string("new")}};
    Pin crowd{"owner", Pin::Kind::link, {}};
    for (std::int64_t i = 1; i <= 150; ++i) crowd.values.push_back(Id{i});
    EXPECT_EQ(way({}, newest), "time 1");
    EXPECT_EQ(way({state}, newest), "state 1");
    EXPECT_EQ(way({people}, newest), "owner 3");
    EXPECT_EQ(way({people, state}, newest), "both 3");
    EXPECT_EQ(way({people, state, one}, newest), "account 1");
    EXPECT_EQ(way({crowd, state}, newest), "state 1") << "too many to go one by one";
    EXPECT_EQ(way({me}, {{"created_at", false}, {"id", false}}), "owner 1") << "from its end";
    EXPECT_EQ(way({state}, {{"state", true}, {"created_at", true}, {"id", true}}), "state 1");
    EXPECT_EQ(way({state}, {{"created_at", true}, {"id", false}}), " 1") << "no index goes so";
    EXPECT_EQ(way({state}, {{"name", true}, {"id", true}}), " 1");
    EXPECT_EQ(way({state}, {{"id", true}}), " 1 table few");
    EXPECT_EQ(way({{"owner", Pin::Kind::link, {}}}, newest), " 0") << "nobody: nothing";
}

}  // namespace
}  // namespace vigil::storage::testing
