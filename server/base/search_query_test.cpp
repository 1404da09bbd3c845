#include "base/search_query.h"

#include <gtest/gtest.h>

#include "base/search_fold.h"
#include "base/text.h"

namespace vigil {
namespace {

SearchRank rank(std::string_view query, std::string_view text) {
    return SearchQuery(query).rank(search_fold(text));
}

TEST(SearchQuery, PartsStandAnywhereInTheLines) {
    constexpr auto text = "Anna\nWeber\nanna.weber@example.com\n+49301234567";
    EXPECT_EQ(rank("ebe", text), SearchRank::inside);
    EXPECT_EQ(rank("web", text), SearchRank::word);
    EXPECT_EQ(rank("ann", text), SearchRank::name);
    EXPECT_EQ(rank("WEBER", text), SearchRank::exact);
    EXPECT_EQ(rank("weber ann", text), SearchRank::word);
    EXPECT_EQ(rank("weber exam", text), SearchRank::word);
    EXPECT_EQ(rank("weber nna", text), SearchRank::inside);
    EXPECT_EQ(rank("weber berta", text), SearchRank::none);
    EXPECT_EQ(rank("annaweber", text), SearchRank::none) << "lines are not joined";
}

TEST(SearchQuery, OneOrTwoLettersAreAWordsBeginning) {
    EXPECT_EQ(rank("we", "Anna Weber"), SearchRank::name);
    EXPECT_EQ(rank("eb", "Anna Weber"), SearchRank::none);
    EXPECT_EQ(rank("eb web", "Anna Weber"), SearchRank::none);
    EXPECT_EQ(rank("а", "Анна"), SearchRank::name);
    EXPECT_EQ(rank("нн", "Анна"), SearchRank::none);
    EXPECT_EQ(SearchQuery("we").ways().at(0).beginnings, (std::vector<std::string>{"we"}));
    EXPECT_EQ(SearchQuery("北京").ways().at(0).inner, (std::vector<std::string>{"北京"}));
    EXPECT_EQ(SearchQuery("北").ways().at(0).inner, (std::vector<std::string>{"北"}));
}

TEST(SearchQuery, TheNameCountsMoreThanWhatElseItIsFoundBy) {
    constexpr auto text = "Beluga Medical GmbH\ninfo@beluga.example.com\n+49301234567";
    EXPECT_EQ(rank("belu", text), SearchRank::name);
    EXPECT_EQ(rank("medi bel", text), SearchRank::name);
    EXPECT_EQ(rank("bel exam", text), SearchRank::word);
    EXPECT_EQ(rank("belu", "Nebelung AG"), SearchRank::inside);
    EXPECT_EQ(rank("belu", "\nbeluga@example.com"), SearchRank::word) << "its name is not searched";
    EXPECT_EQ(rank("4930", "Anna\n+4930"), SearchRank::word) << "a number is no name";
    EXPECT_EQ(SearchQuery("belu @exam 北京").ways().at(0).word_beginnings,
              (std::vector<std::string>{"be"}));
}

TEST(SearchQuery, ChineseByAnyCharacters) {
    EXPECT_EQ(rank("京", "北京市海淀区"), SearchRank::inside);
    EXPECT_EQ(rank("海淀", "北京市海淀区"), SearchRank::inside);
    EXPECT_EQ(rank("北京", "北京市海淀区"), SearchRank::name);
    EXPECT_EQ(rank("北京海", "北京市 京海"), SearchRank::none);
}

TEST(SearchQuery, TelephoneNumbersByTheirDigits) {
    constexpr auto text = "030 1234-567\n+49301234567";
    for (const auto* typed : {"030 1234", "0301234567", "+49 30 1234", "(030) 12 34", "1234 567",
                              "0049301234", "345", "49301"})
        EXPECT_NE(rank(typed, text), SearchRank::none) << typed;
    EXPECT_EQ(rank("030 9", text), SearchRank::none);
    EXPECT_EQ(rank("12 34", "Room 1234"), SearchRank::none)
        << "digits are joined in telephone numbers only";
    EXPECT_EQ(SearchQuery("12").ways().size(), 1U);
}

TEST(SearchQuery, NothingToLookFor) {
    for (const auto* typed : {"", "   ", "\"*-()", "&"})
        EXPECT_TRUE(SearchQuery(typed).empty()) << typed;
    EXPECT_EQ(rank("", "Anna"), SearchRank::none);
}

TEST(SearchQuery, IsBounded) {
    std::string longest;
    for (int i = 0; i < 10'000; ++i) longest += "wort" + std::to_string(i) + ' ';
    EXPECT_LE(SearchQuery(longest).whole().size(), 100U);
    EXPECT_LE(SearchQuery("a b c d e f g h i j k l m n").ways().at(0).parts.size(), 8U);
}

}  // namespace
}  // namespace vigil
