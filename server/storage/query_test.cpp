// What a view answers, on both stores.
#include <gtest/gtest.h>

#include <algorithm>

#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

ConditionPtr compare(const EntityDef& entity, Condition::Op op, std::string_view field,
                     Value value) {
    auto condition = std::make_shared<Condition>();
    condition->op = op;
    condition->entity = &entity;
    condition->left.kind = Term::Kind::field;
    condition->left.field = entity.index_of(field);
    condition->left.type = entity.field(field)->kind;
    condition->left.of = &entity;
    condition->right.value = std::move(value);
    condition->right.type = condition->left.type;
    return condition;
}

ConditionPtr owned_by_me(const EntityDef& entity) {
    auto condition =
        std::make_shared<Condition>(*compare(entity, Condition::Op::eq, "owner", Empty{}));
    condition->right.kind = Term::Kind::me;
    return condition;
}

Permit permit_of(Id me, const EntityDef& entity, ConditionPtr see, bool may_see = true) {
    EntityPermit permit;
    permit.see = std::move(see);
    permit.may_see = may_see;
    permit.fields.assign(entity.fields.size(), Right::edit);
    permit.masked.assign(entity.fields.size(), false);
    ConditionContext who;
    who.me = me;
    return Permit(who, "rep", {{entity.key, permit}});
}

class StoreQueries : public StoreTest {
  protected:
    Query leads(int limit = 50, std::vector<Order> order = {},
                std::vector<Value> after = {}) const {
        Query query;
        query.entity = &lead();
        query.limit = limit;
        query.order = std::move(order);
        query.after = std::move(after);
        return query;
    }

    // 1,000 leads; every value of rank and name is held by several, and by some not at all.
    void fill() {
        std::vector<Write> writes;
        for (int i = 1; i <= 1000; ++i) {
            const int mixed = (i * 7919) % 1000;
            Write write = make_write(lead(), Id{i}, {{"owner", Id{mixed % 3 + 1}}});
            const auto set = [&](std::string_view key, Value value) {
                write.values.emplace_back(lead().index_of(key), std::move(value));
            };
            if (mixed % 4) set("rank", std::int64_t{mixed % 11 - 5});
            if (mixed % 5) set("name", names[mixed % names.size()]);
            if (mixed % 6) set("amount", Money{mixed % 13, *parse_currency("EUR")});
            writes.push_back(std::move(write));
        }
        ASSERT_TRUE(applied(std::move(writes)));
    }

    std::vector<Record> all() {
        auto records = store_->read()->find(leads(5000), Permit::house());
        EXPECT_TRUE(records) << records.error().log;
        return *records;
    }

    // Page by page, each from the last record's values.
    std::vector<Id> paged(const std::vector<Order>& order, int limit) {
        Query query = leads(limit, order);
        std::vector<Id> ids;
        const auto view = store_->read();
        for (;;) {
            const auto page = view->find(query, Permit::house());
            EXPECT_TRUE(page) << page.error().log;
            if (!page || page->empty()) return ids;
            EXPECT_LE(page->size(), std::size_t(limit));
            for (const Record& record : *page) ids.push_back(record.id());
            query.after.clear();
            for (const Order& by : order) query.after.push_back(page->back().values[by.field]);
            query.after.push_back(page->back().id());
            if (ids.size() > 2000) return ids;
        }
    }

    const std::vector<std::string> names = {"Ann",  "ann", "Émile", "Zoë",
                                            "北京", "",    "a b",   "ann-1"};
};
VIGIL_EACH_STORE(StoreQueries);

// The order as the port states it: the empty lowest, texts by their bytes, money by its amount.
bool before(const Record& a, const Record& b, const std::vector<Order>& order) {
    const auto number = [](const Value& value) {
        const auto* money = std::get_if<Money>(&value);
        return money ? money->minor : integer_of(value) + id_of(value).value;
    };
    for (const Order& by : order) {
        const Value &left = a.values[by.field], &right = b.values[by.field];
        if (left == right) continue;
        if (is_empty(left) || is_empty(right)) return is_empty(left) != by.descending;
        if (text_of(left) != text_of(right))
            return (text_of(left) < text_of(right)) != by.descending;
        return (number(left) < number(right)) != by.descending;
    }
    const bool down = !order.empty() && order.back().descending;
    return down ? b.id() < a.id() : a.id() < b.id();
}

TEST_P(StoreQueries, PagesInEachOrderAreTheSortedWhole) {
    fill();
    const int rank = lead().index_of("rank"), name = lead().index_of("name"),
              amount = lead().index_of("amount");
    std::vector<std::vector<Order>> orders = {{}, {{field_id, true}}};
    for (const bool down : {false, true}) {
        for (const int field : {rank, name, amount, field_created_at})
            orders.push_back({{field, down}});
        for (const bool second : {false, true}) {
            orders.push_back({{rank, down}, {name, second}});
            orders.push_back({{name, down}, {field_version, second}, {amount, down}});
        }
    }
    const std::vector<Record> records = all();
    ASSERT_EQ(records.size(), 1000u);
    for (const auto& order : orders) {
        std::vector<Record> sorted = records;
        std::sort(sorted.begin(), sorted.end(),
                  [&](const Record& a, const Record& b) { return before(a, b, order); });
        std::vector<Id> wanted;
        for (const Record& record : sorted) wanted.push_back(record.id());
        for (const int limit : {7, 100, 1000})
            EXPECT_EQ(paged(order, limit), wanted) << order.size() << " keys, pages of " << limit;
    }
}

TEST_P(StoreQueries, ACursorOfAnotherShapeIsRefused) {
    const int rank = lead().index_of("rank");
    for (const std::vector<Value>& after : {std::vector<Value>{Id{1}},
                                            {std::string("x"), Id{1}},
                                            {std::int64_t{1}, std::string("1")},
                                            {std::int64_t{1}, Empty{}}}) {
        const auto page = store_->read()->find(leads(50, {{rank, false}}, after), Permit::house());
        ASSERT_FALSE(page);
        EXPECT_EQ(page.error().code, "bad_cursor");
    }
}

TEST_P(StoreQueries, ARecordOutOfSightDoesNotExist) {
    fill();
    const Permit mine = permit_of(Id{1}, lead(), owned_by_me(lead()));
    const auto view = store_->read();
    const auto seen = view->find(leads(1000), mine);
    ASSERT_TRUE(seen) << seen.error().log;
    EXPECT_GT(seen->size(), 300u);
    EXPECT_LT(seen->size(), 400u);
    std::vector<Id> ids;
    Id other;
    for (const Record& record : all()) {
        ids.push_back(record.id());
        if (record.link("owner") != Id{1}) other = record.id();
    }
    for (const Record& record : *seen) EXPECT_EQ(record.link("owner"), Id{1});
    EXPECT_EQ(view->get_many(lead(), ids, mine)->size(), seen->size());
    EXPECT_EQ(*view->count(leads(), mine), std::int64_t(seen->size()));
    EXPECT_EQ(*view->count(leads(), Permit::house()), 1000);
    EXPECT_TRUE(*view->get(lead(), seen->front().id(), mine));
    EXPECT_FALSE(*view->get(lead(), other, mine));
}

TEST_P(StoreQueries, AnEntityOutOfSightIsEmpty) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"email", std::string("a@example.com")}})}));
    const auto view = store_->read();
    const std::int64_t key = comparing_key(*lead().field("email"), std::string("a@example.com"));
    for (const Permit& blind :
         {permit_of(Id{1}, lead(), nullptr, false), permit_of(Id{1}, entity("user"), nullptr)}) {
        EXPECT_FALSE(*view->get(lead(), Id{1}, blind));
        EXPECT_TRUE(view->get_many(lead(), {Id{1}}, blind)->empty());
        EXPECT_TRUE(view->find(leads(), blind)->empty());
        EXPECT_EQ(*view->count(leads(), blind), 0);
        EXPECT_TRUE(view->find_by_key(lead(), lead().index_of("email"), key, blind)->empty());
    }
}

TEST_P(StoreQueries, AConditionAndTheSightHoldBoth) {
    fill();
    Query query = leads(1000);
    query.where = compare(lead(), Condition::Op::gt, "rank", std::int64_t{2});
    const auto found = store_->read()->find(query, permit_of(Id{2}, lead(), owned_by_me(lead())));
    ASSERT_TRUE(found) << found.error().log;
    std::size_t wanted = 0;
    for (const Record& record : all())
        wanted += record.link("owner") == Id{2} && integer_of(record["rank"]) > 2;
    EXPECT_GT(wanted, 0u);
    EXPECT_EQ(found->size(), wanted);
}

TEST_P(StoreQueries, TextsAreComparedFolded) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("ÉMILE Zola")}}),
                         make_write(lead(), Id{2}, {{"name", std::string("Emma")}})}));
    Query query = leads();
    auto contains = std::make_shared<Condition>(
        *compare(lead(), Condition::Op::contains, "name", std::string("émile")));
    contains->right.folded = "émile";
    query.where = contains;
    const auto found = store_->read()->find(query, Permit::house());
    ASSERT_TRUE(found) << found.error().log;
    ASSERT_EQ(found->size(), 1u);
    EXPECT_EQ(found->front().id(), Id{1});
}

TEST_P(StoreQueries, RemovedOnesAreShownWhenAskedFor) {
    ASSERT_TRUE(applied(
        {make_write(lead(), Id{1}, {}), make_write(lead(), Id{2}, {{"removed_at", Moment{1}}})}));
    const auto view = store_->read();
    const auto count = [&](Removed removed) {
        Query query = leads();
        query.removed = removed;
        return *view->count(query, Permit::house());
    };
    EXPECT_EQ(count(Removed::without), 1);
    EXPECT_EQ(count(Removed::with), 2);
    EXPECT_EQ(count(Removed::only), 1);
    EXPECT_TRUE((*view->get(lead(), Id{2}, Permit::house()))->removed());
}

TEST_P(StoreQueries, KeysAreComparedInTheirNormalForm) {
    ASSERT_TRUE(
        applied({make_write(lead(), Id{1},
                            {{"email", std::string("Ann@Example.COM")},
                             {"phone", std::string("+49 30 901820")}}),
                 make_write(lead(), Id{2}, {{"email", std::string("other@example.com")}})}));
    const auto find = [&](std::string_view field, std::string value) {
        const std::int64_t key = comparing_key(*lead().field(field), std::move(value));
        const auto found =
            store_->read()->find_by_key(lead(), lead().index_of(field), key, Permit::house());
        EXPECT_TRUE(found) << found.error().log;
        return found->size() == 1 ? found->front().id() : Id{};
    };
    EXPECT_EQ(find("email", "ann@example.com"), Id{1});
    EXPECT_EQ(find("phone", "+4930901820"), Id{1});
    EXPECT_EQ(find("email", "ann@example.org"), Id{});
    EXPECT_EQ(comparing_key(*lead().field("email"), Empty{}), 0);
    ASSERT_TRUE(
        applied({make_write(lead(), Id{1}, {{"email", std::string("new@example.com")}}, 1)}));
    EXPECT_EQ(find("email", "ann@example.com"), Id{}) << "the key follows its value";
    EXPECT_EQ(find("email", "new@example.com"), Id{1});
    EXPECT_TRUE(
        store_->read()->find_by_key(lead(), lead().index_of("phone"), 0, Permit::house())->empty());
}

TEST_P(StoreQueries, ManyIdsAtOnce) {
    fill();
    std::vector<Id> ids;
    for (int i = 1; i <= 700; ++i) ids.push_back(Id{i * 2});  // half of them are not there
    ids.push_back(Id{2});                                     // twice
    const auto found = store_->read()->get_many(lead(), ids, Permit::house());
    ASSERT_TRUE(found) << found.error().log;
    EXPECT_EQ(found->size(), 500u);
    EXPECT_TRUE(store_->read()->get_many(lead(), {}, Permit::house())->empty());
}

TEST_P(StoreQueries, HostileTextIsAValueAndNothingElse) {
    const std::string hostile = "'; drop table \"leads\"; -- ? $1 \" %_\\";
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", hostile}})}));
    EXPECT_EQ(get(lead(), Id{1})->text("name"), hostile);
    Query query = leads(50, {{lead().index_of("name"), false}}, {hostile, Id{0}});
    EXPECT_EQ(store_->read()->find(query, Permit::house())->size(), 1u);
    query.after = {std::string("a\0b", 3), Id{0}};
    EXPECT_EQ(store_->read()->find(query, Permit::house()).error().code, "bad_cursor");
}

}  // namespace
}  // namespace vigil::storage::testing
