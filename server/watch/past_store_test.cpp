// What the past takes of memory.
#include "watch/past_store.h"

#include <gtest/gtest.h>
#include <malloc.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();  // g++ brings no header for it
#endif

namespace vigil::watch {
namespace {

// Bytes in use now; the sanitizers have an allocator of their own.
std::size_t allocated() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return __sanitizer_get_current_allocated_bytes();
#else
    return mallinfo2().uordblks;
#endif
}

EntityDef lead_entity() {
    EntityDef lead;
    lead.key = "lead";
    lead.plural = "leads";
    const auto add = [&](std::string key, FieldKind kind) {
        FieldDef field;
        field.key = std::move(key);
        field.kind = kind;
        lead.fields.push_back(std::move(field));
    };
    for (const char* key : {"company", "note"}) add(key, FieldKind::text);
    add("status", FieldKind::choice);
    add("owner", FieldKind::link);
    for (int i = 0; i < 50; ++i) add("own_" + std::to_string(i), FieldKind::text);
    finish_entity(lead);
    return lead;
}

Record lead_of(const EntityDef& entity, std::int64_t number) {
    Record lead(entity);
    lead.values[field_id] = Id{number};
    lead.values[field_version] = std::int64_t(1);
    lead.values[field_created_at] = Moment{number};
    lead.values[std::size_t(entity.index_of("status"))] = std::string("new");
    lead.values[std::size_t(entity.index_of("owner"))] = Id{number % 20};
    lead.values[std::size_t(entity.index_of("note"))] = std::string(std::size_t(number % 60), 'x');
    return lead;
}

ConditionPtr moment_equals(const EntityDef& entity, int field, Moment value) {
    auto condition = std::make_shared<Condition>();
    condition->op = Condition::Op::eq;
    condition->entity = &entity;
    condition->left.kind = Term::Kind::field;
    condition->left.field = field;
    condition->left.of = &entity;
    condition->left.type = condition->right.type = FieldKind::moment;
    condition->right.value = value;
    return condition;
}

TEST(PastStores, TellHowMuchMemoryTheyTake) {
    const EntityDef entity = lead_entity();
    const auto before = allocated();
    PastStore store(nullptr, false);
    constexpr int count = 20'000;
    for (int i = 1; i <= count; ++i) store.put(lead_of(entity, i));
    const double taken = double(allocated() - before);
    EXPECT_GT(double(store.bytes()), taken * 0.8);
    EXPECT_LT(double(store.bytes()), taken * 1.4);
    EXPECT_LT(store.bytes() / count, 600u);  // whole, it would be 60 values of 40 bytes and more
}

TEST(PastStores, CountTheirIndexesToo) {
    const EntityDef entity = lead_entity();
    PastStore store(nullptr, false);
    constexpr int count = 20'000;
    for (int i = 1; i <= count; ++i) store.put(lead_of(entity, i));
    const auto records = store.bytes();
    const auto before = allocated();
    Query query;  // each record has a moment of its own
    query.entity = &entity;
    query.where = moment_equals(entity, field_created_at, Moment{7});
    ASSERT_EQ(store.read()->find(query, Permit::house())->size(), 1u);
    const double taken = double(allocated() - before);
    EXPECT_GT(double(store.bytes() - records), taken * 0.8);
    EXPECT_LT(double(store.bytes() - records), taken * 1.4);
}

TEST(PastStores, GiveBackWhatTheyWereGiven) {
    const EntityDef entity = lead_entity();
    PastStore store(nullptr, false);
    EXPECT_FALSE(store.has("lead"));
    const Record first = lead_of(entity, 7);
    store.put(first);
    const auto once = store.bytes();
    Record changed = first;
    changed.set("status", std::string("qualified"));
    changed.set("note", Empty{});
    store.put(changed);
    EXPECT_LT(store.bytes(), once);
    EXPECT_EQ(store.get("lead", Id{7})->values, changed.values);
    EXPECT_FALSE(store.get("lead", Id{8}));
    EXPECT_FALSE(store.get("contact", Id{7}));
    store.put(lead_of(entity, 3));
    std::vector<Id> seen;
    store.each("lead", [&](const Record& one) { seen.push_back(one.id()); });
    EXPECT_EQ(seen, (std::vector<Id>{Id{3}, Id{7}}));
    Write erase{Write::Op::erase, &entity, Id{7}, 1, {}};
    ChangeSet changes;
    changes.writes = {erase};
    ASSERT_TRUE(store.apply(changes));
    EXPECT_FALSE(store.get("lead", Id{7}));
}

}  // namespace
}  // namespace vigil::watch
