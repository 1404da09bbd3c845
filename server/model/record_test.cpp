#include "model/record.h"

#include <gtest/gtest.h>

namespace vigil {
namespace {

class RecordTitle : public ::testing::Test {
  protected:
    void SetUp() override {
        auto visit = parse_entity(R"({"entity": "visit", "plural": "visits", "plain": true,
            "title": ["subject", "first last", "kind lead|account"], "fields": {
            "subject": {}, "first": {}, "last": {},
            "kind": {"kind": "choice", "choices": [
                {"key": "call", "label": {"en": "Call", "zh-CN": "电话"}}, "own_fair"]},
            "lead": {"kind": "link", "link": "visit"}, "account": {"kind": "link", "link": "visit"}}})");
        ASSERT_TRUE(visit) << visit.error().log;
        entity_ = *std::move(visit);
    }
    Record record(std::vector<std::pair<const char*, Value>> values) {
        Record record(entity_);
        record.set("id", Id{8911});
        for (auto& [key, value] : values) record.set(key, std::move(value));
        return record;
    }
    static Value text(const char* words) { return std::string(words); }

    EntityDef entity_;
    TitleNames names_{{Id{5}, "Nordwind"}};
};

TEST_F(RecordTitle, IsTheFirstEntryThatAnythingIsFilledOf) {
    EXPECT_EQ(title_of(record({{"subject", text("Hello")}, {"kind", text("call")}})), "Hello");
    EXPECT_EQ(title_of(record({{"first", text("Anna")}, {"last", text("Weber")}})), "Anna Weber");
    EXPECT_EQ(title_of(record({{"first", text("伟")}, {"last", text("张")}})), "张伟");
    EXPECT_EQ(title_of(record({})), "#8911");
}

TEST_F(RecordTitle, NamesAChoiceInTheReadersLanguageAndTheLinkBesideIt) {
    const Record call = record({{"kind", text("call")}, {"account", Id{5}}});
    EXPECT_EQ(title_of(call), "Call");
    EXPECT_EQ(title_of(call, "zh-CN"), "电话");
    EXPECT_EQ(title_of(call, "en", &names_), "Call · Nordwind");
    EXPECT_EQ(title_of(record({{"kind", text("own_fair")}}), "zh-CN"), "own_fair");
    EXPECT_EQ(title_of(record({{"kind", text("call")}, {"lead", Id{6}}, {"account", Id{5}}}), "en",
                       &names_),
              "Call")
        << "the first link that is filled; its name is out of sight";
}

TEST_F(RecordTitle, AsksForALinkOnlyWhereItIsNamed) {
    const int account = entity_.index_of("account");
    EXPECT_EQ(link_in_title(record({{"kind", text("call")}, {"account", Id{5}}})), account);
    EXPECT_EQ(link_in_title(record({{"subject", text("x")}, {"account", Id{5}}})), -1);
    EXPECT_EQ(link_in_title(record({{"kind", text("call")}})), -1);
    EXPECT_EQ(fields_of_title(entity_, "kind lead|account|none").size(), 3U);
}

}  // namespace
}  // namespace vigil
