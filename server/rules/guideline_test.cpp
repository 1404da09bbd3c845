#include "rules/guideline.h"

#include <gtest/gtest.h>

#include "base/embedded.h"
#include "base/text.h"

namespace vigil::rules {
namespace {

CataloguePtr shipped_catalogue() {
    std::vector<EntityDef> entities;
    for (const auto& file : embedded_declarations())
        if (file.path.ends_with(".entity.json"))
            entities.push_back(parse_entity(file.bytes).value());
    return Catalogue::make(std::move(entities), 1).value();
}

TEST(Guidelines, EachShippedOneSaysInBothLanguagesWhatIsBroken) {
    const auto catalogue = shipped_catalogue();
    int count = 0;
    for (const auto& file : embedded_declarations()) {
        if (!file.path.ends_with(".guideline.json")) continue;
        const auto guideline = read_guideline(file.bytes, *catalogue);
        ASSERT_TRUE(guideline) << file.path << " " << guideline.error().log;
        ++count;
        for (const auto& labels : {guideline->sentence, guideline->broken, guideline->goal})
            EXPECT_TRUE(labels.by_language.contains("en") && labels.by_language.contains("zh-CN"))
                << file.path;
        for (const char* language : {"en", "zh-CN"}) {
            const auto words = broken_of(*guideline, language);
            EXPECT_EQ(words.find('{'), words.npos) << words;
            EXPECT_LE(code_points(words), 60u) << "a subject clips it: " << words;
        }
    }
    EXPECT_GE(count, 9);
}

TEST(Guidelines, TheirWordsHoldTheTimeAllowed) {
    const auto catalogue = shipped_catalogue();
    const auto read = [&](std::string_view broken) {
        return read_guideline(
                   R"({"key": "k", "entity": "lead", "sentence": {"en": "Touched within {within}."},
            "goal": {"en": "g"}, "start": "status = new", "expect": "status != new",
            "within": {"n": 2, "unit": "business_days"})" +
                       std::string(broken) + "}",
                   *catalogue)
            .value();
    };
    const auto guideline =
        read(R"(, "broken": {"en": "not touched within {within}", "zh-CN": "{within}内未跟进"})");
    EXPECT_EQ(sentence_of(guideline, "en"), "Touched within 2 business days.");
    EXPECT_EQ(broken_of(guideline, "en"), "not touched within 2 business days");
    EXPECT_EQ(broken_of(guideline, "zh-CN"), "2个工作日内未跟进");
    EXPECT_EQ(broken_of(guideline, "de"), "not touched within 2 business days");
    EXPECT_EQ(broken_of(read(""), "en"), "");
}

TEST(Guidelines, WhatIsReassignedGoesRoundUpOrIntoThePool) {
    const auto catalogue = shipped_catalogue();
    const auto read = [&](std::string_view entity, std::string_view start, std::string_view rung) {
        return read_guideline(R"({"key": "k", "entity": ")" + std::string(entity) +
                                  R"(", "sentence": {"en": "s"}, "goal": {"en": "g"}, "start": ")" +
                                  std::string(start) + R"(", "expect": "false",
                                  "within": {"n": 1, "unit": "days"}, "then": [)" +
                                  std::string(rung) + "]}",
                              *catalogue);
    };
    for (const char* to : {"rotation", "manager", "pool"}) {
        const auto rung = R"({"do": "reassign", "at_most": 2, "to": ")" + std::string(to) + "\"}";
        const auto guideline = read("lead", "status = new", rung);
        ASSERT_TRUE(guideline) << to << " " << guideline.error().log;
        EXPECT_EQ(guideline->then.at(0).to, to);
        EXPECT_EQ(guideline->then.at(0).at_most, 2);
    }
    EXPECT_EQ(read("lead", "true", R"({"do": "reassign"})")->then.at(0).to, "rotation");
    const auto reason = [](const Result<Guideline>& refused) {
        return refused ? "" : refused.error().fields.at(0).field + ": " + refused.error().log;
    };
    EXPECT_EQ(reason(read("lead", "true", R"({"do": "reassign", "to": "cellar"})")),
              "then: to must be rotation, manager or pool");
    EXPECT_EQ(reason(read("product", "true", R"({"do": "reassign", "to": "pool"})")),
              "then: nobody owns such records: there is nothing to reassign");
    EXPECT_EQ(reason(read("product", "true", R"({"do": "escalate"})")), "");
}

TEST(Guidelines, BlankWordsAreNone) {
    const auto catalogue = shipped_catalogue();
    const auto read = [&](std::string_view sentence) {
        return read_guideline(R"({"key": "k", "entity": "lead", "sentence": )" +
                                  std::string(sentence) + R"(, "goal": {"en": "g"},
            "start": "status = new", "expect": "status != new",
            "within": {"n": 2, "unit": "business_days"}})",
                              *catalogue)
            .value();
    };
    EXPECT_EQ(sentence_of(read(R"({"en": " ", "zh-CN": "{within}内跟进。"})"), "en"),
              "2 business days内跟进。");
    EXPECT_EQ(sentence_of(read(R"({"en": "", "zh-CN": "\u3000"})"), "zh-CN"), "status != new");
}

}  // namespace
}  // namespace vigil::rules
