#include "base/words.h"

#include <gtest/gtest.h>

#include <regex>

namespace vigil {
namespace {

Words of(const std::string& en, const std::string& zh = "{}") {
    auto words = Words::load({{"en", en}, {"zh-CN", zh}});
    EXPECT_TRUE(words) << (words ? "" : words.error().log);
    return words.value_or(Words{});
}

TEST(Words, ArgumentsAndPlurals) {
    const auto words = of(R"({"late": "{n} {n|promise is|promises are} late, {who}"})");
    EXPECT_EQ(words.text("en", "late", {{"n", "1"}, {"who", "Ada"}}), "1 promise is late, Ada");
    EXPECT_EQ(words.text("en", "late", {{"n", "11"}, {"who", "{n}"}}), "11 promises are late, {n}");
    EXPECT_EQ(words.text("en", "late", {{"n", "0"}}), "0 promises are late, {who}");
}

TEST(Words, BracketsAreLeftOutWithoutTheirArgument) {
    const auto words = of(R"({"a": "No {x}.[ Did you mean {y}?] End", "b": "[{y}]"})");
    EXPECT_EQ(words.text("en", "a", {{"x", "1"}, {"y", "[2]"}}), "No 1. Did you mean [2]? End");
    EXPECT_EQ(words.text("en", "a", {{"x", "1"}, {"y", ""}}), "No 1. End");
    EXPECT_EQ(words.text("en", "a", {{"x", "1"}}), "No 1. End");
    EXPECT_EQ(words.text("en", "b"), "");
}

TEST(Words, FallsBackToTheFamilyThenEnglishThenTheCode) {
    const auto words = of(R"({"a": "yes", "b": "no"})", R"({"a": "是"})");
    EXPECT_EQ(words.text("zh-CN", "a"), "是");
    EXPECT_EQ(words.text("zh", "a"), "是");
    EXPECT_EQ(words.text("zh-CN", "b"), "no");
    EXPECT_EQ(words.text("fr", "a"), "yes");
    EXPECT_EQ(words.text("en-GB", "a"), "yes");
    EXPECT_EQ(words.text("zh-CN", "c"), "c");
    EXPECT_EQ(words.nearest_language("zh-Hans-CN"), "zh-CN");
    EXPECT_EQ(words.nearest_language(""), "en");
}

TEST(Words, RefusesWhatCannotBeRight) {
    for (const char* text :
         {"[]", "{", R"({"a": 1})", R"({"a": "x", "a": "y"})", R"({"a": "{n"})", R"({"a": "n}"})",
          R"({"a": "{n{m}}"})", R"({"a": "[n"})", R"({"a": "[[n]]"})", R"({"a": "{[n]}"})"}) {
        const auto words = Words::load({{"en", text}});
        ASSERT_FALSE(words) << text;
        EXPECT_EQ(words.error().code, "words_unreadable");
    }
}

TEST(Words, BothLanguagesSayTheSameThings) {
    const auto words = Words::from_embedded();
    ASSERT_TRUE(words) << words.error().log;
    ASSERT_EQ(words->languages(), (std::vector<std::string>{"en", "zh-CN"}));
    ASSERT_GT(words->codes("en").size(), 50u);
    EXPECT_EQ(words->codes("en"), words->codes("zh-CN"));
    for (const auto& code : words->codes("en"))
        EXPECT_EQ(words->arguments("en", code), words->arguments("zh-CN", code)) << code;
}

// As on the page (web/src/base/words.test.ts). Names and addresses, which may be Latin, keep theirs.
TEST(Words, NumbersStandInChineseWithoutBlanksAroundThem) {
    const std::string number =
        R"((?:\d|\{(?:all|answered|asked|at|bytes|columns|count|date|day|decimals|from|larger|limit|max)"
        R"(|minutes|n|number|offset|part|parts|people|position|rows|since|smaller|span|teams|time|to)"
        R"(|until|version)\}))";
    const std::string han = "(?:[\xE4-\xE9][\x80-\xBF][\x80-\xBF])";
    const std::regex apart(han + " " + number + "|" + number + " " + han + "|[\\d}] %");
    EXPECT_TRUE(std::regex_search("在 3天内", apart));
    EXPECT_TRUE(std::regex_search("在{limit} 天内", apart));
    EXPECT_FALSE(std::regex_search("在3天内，{name} 已不在职", apart));
    const auto words = Words::from_embedded();
    ASSERT_TRUE(words) << words.error().log;
    for (const auto& code : words->codes("zh-CN")) {
        const auto text = words->text("zh-CN", code);
        EXPECT_FALSE(std::regex_search(text, apart)) << code << ": " << text;
    }
}

}  // namespace
}  // namespace vigil
