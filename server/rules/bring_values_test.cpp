#include "rules/bring_values.h"

#include <gtest/gtest.h>

#include "model/brought.h"

namespace vigil::rules {
namespace {

// A stage brings a forecast, and a forecast how sure one is.
constexpr std::string_view declared = R"json({
  "entity": "bid", "plural": "bids", "fields": {
    "forecast": {"kind": "choice", "choices": [
      {"key": "low", "brings": {"sure": 10}}, {"key": "high", "brings": {"sure": 90, "note": "soon"}}]},
    "sure": {"kind": "integer", "default": 1},
    "note": {},
    "stage": {"kind": "choice", "default": "first", "choices": [
      {"key": "first", "brings": {"forecast": "low"}}, {"key": "last", "brings": {"forecast": "high"}},
      {"key": "plain"}]}}})json";

const EntityDef& bid() {
    static const EntityDef entity = parse_entity(declared).value();
    return entity;
}

Record in(const char* stage) {
    Record record(bid());
    record.set("stage", std::string(stage));
    bring_values(nullptr, record);
    return record;
}

TEST(BringValues, WhatAChoiceBringsMayBringMore) {
    const Record last = in("last");
    EXPECT_EQ(last.text("forecast"), "high");
    EXPECT_EQ(integer_of(last["sure"]), 90);
    EXPECT_EQ(last.text("note"), "soon");
}

TEST(BringValues, OnlyWhenItIsChosen) {
    const Record before = in("last");
    Record edited = before;
    edited.set("sure", std::int64_t(50));
    bring_values(&before, edited);
    EXPECT_EQ(integer_of(edited["sure"]), 50) << "the stage is the same";
    Record plain = edited;
    plain.set("stage", std::string("plain"));
    bring_values(&edited, plain);
    EXPECT_EQ(integer_of(plain["sure"]), 50) << "it brings nothing";
    Record first = plain;
    first.set("stage", std::string("first"));
    bring_values(&plain, first);
    EXPECT_EQ(integer_of(first["sure"]), 10);
    EXPECT_EQ(first.text("note"), "soon") << "a note is not brought by low";
}

TEST(BringValues, WhatAPersonSetsInTheSameActStays) {
    const Record before = in("first");
    Record after = before;
    after.set("stage", std::string("last"));
    after.set("sure", std::int64_t(42));
    bring_values(&before, after);
    EXPECT_EQ(integer_of(after["sure"]), 42);
    EXPECT_EQ(after.text("forecast"), "high");
    Record fresh(bid());
    fresh.set("stage", std::string("last"));
    fresh.set("forecast", std::string("low"));
    bring_values(nullptr, fresh);
    EXPECT_EQ(fresh.text("forecast"), "low");
    EXPECT_EQ(integer_of(fresh["sure"]), 10);
}

TEST(BringValues, OfANewRecordADefaultGivesWay) {
    Record fresh(bid());
    fresh.set("stage", std::string("last"));
    fresh.set("sure", std::int64_t(1));
    bring_values(nullptr, fresh);
    EXPECT_EQ(integer_of(fresh["sure"]), 90);
}

TEST(BringValues, WhatDoesNotFitIsToldAndPassedOver) {
    EntityDef entity = bid();
    auto& stages = entity.fields[std::size_t(entity.index_of("stage"))].choices;
    stages[1].brings = {{{"sure", "\"many\""}, {"colour", "1"}, {"stage", "\"first\""}}};
    entity.fields[std::size_t(entity.index_of("forecast"))].choices[0].brings->emplace("stage",
                                                                                       "\"plain\"");
    std::string told;
    for (const auto& fault : find_brought(entity)) told += fault.field + " " + fault.code + "; ";
    EXPECT_EQ(told,
              "stage brings_loop; stage brings_no_field; stage brings_loop; "
              "stage brings_bad_value; ");
    EXPECT_TRUE(find_brought(entity).size() == 4u) << "asking again answers the same";
}

}  // namespace
}  // namespace vigil::rules
