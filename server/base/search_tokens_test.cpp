#include "base/search_tokens.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/text.h"

namespace vigil {
namespace {

using Tokens = std::vector<std::string>;

bool holds_all(const Tokens& all, const Tokens& wanted) {
    return std::ranges::all_of(
        wanted, [&](const auto& token) { return std::ranges::find(all, token) != all.end(); });
}

TEST(SearchTokens, WordsAreBeginningsAndTrigrams) {
    EXPECT_EQ(index_tokens("Weber"), (Tokens{"w", "we", "web", "ebe", "ber"}));
    EXPECT_EQ(index_tokens("A-1, a"), (Tokens{"a", "1"}));
    EXPECT_EQ(index_tokens(" .,- "), Tokens{});
    EXPECT_EQ(index_tokens("Жан"), (Tokens{"ж", "жа", "жан"}));
    EXPECT_EQ(index_tokens("Mu\u0308ller"), index_tokens("MÜLLER"));
}

TEST(SearchTokens, ChineseIsUnigramsAndBigrams) {
    EXPECT_EQ(index_tokens("北京市"), (Tokens{"北", "京", "市", "北京", "京市"}));
    EXPECT_EQ(index_tokens("A公司"), (Tokens{"a", "公", "司", "公司"}));
    EXPECT_EQ(query_tokens("北京"), (Tokens{"北京"}));
    EXPECT_EQ(query_tokens("京"), (Tokens{"京"}));
    EXPECT_EQ(query_tokens("ラーメン"), (Tokens{"ラー", "ーメ", "メン"}));
    EXPECT_EQ(query_tokens("서울"), (Tokens{"서울"}));
    EXPECT_EQ(query_tokens("😀"), (Tokens{"😀"}));
}

TEST(SearchTokens, ShortLettersAskForBeginningsOnlyWhereTheyBeginSomething) {
    EXPECT_EQ(query_tokens("sm"), (Tokens{"sm"}));
    EXPECT_EQ(query_tokens("le.co"), (Tokens{"co"}));
    EXPECT_EQ(query_tokens("John S"), (Tokens{"joh", "ohn", "s"}));
    EXPECT_EQ(query_tokens("@ab.example"), (Tokens{"ab", "exa", "xam", "amp", "mpl", "ple"}));
    EXPECT_EQ(query_tokens("?!"), Tokens{});
}

// Whatever a text contains finds it: every substring of three characters or more, cut anywhere.
TEST(SearchTokens, EveryPartOfThreeFindsItsText) {
    const std::string texts[] = {"ada.weber@mail.example.com",
                                 "Müller & Söhne GmbH (Köln)",
                                 "深圳市ABC科技有限公司 2号",
                                 "+49 (30) 1234-567",
                                 "O’Neil ❤️ ภาษาไทย x1",
                                 "Ёлка-Палка №5 東京ー支社"};
    for (const auto& text : texts) {
        const auto tokens = index_tokens(text);
        for (std::size_t from = 0; from < text.size(); ++from) {
            const auto rest = std::string_view(text).substr(from);
            if (!valid_utf8(rest)) continue;
            for (std::size_t n = 3; n <= code_points(rest); ++n) {
                // A part that begins or ends with one or two letters of a longer word is found by
                // beginnings only, so the cut is widened to blanks where it is that short.
                const auto part = std::string(clip(rest, n));
                const auto wanted = query_tokens(part);
                const bool has_short_word = std::ranges::any_of(wanted, [](const auto& token) {
                    return code_points(token) < 3 && std::uint8_t(token[0]) < 0xE0;
                });
                if (has_short_word && from != 0) continue;
                EXPECT_TRUE(holds_all(tokens, wanted)) << text << " | " << part;
            }
        }
    }
}

TEST(SearchTokens, TokensNeverHoldBlanksOrAsciiSigns) {
    std::mt19937 dice(7);
    for (int round = 0; round < 2'000; ++round) {
        std::u32string points;
        for (int i = 0; i < 12; ++i) points += char32_t(1 + dice() % (i % 2 ? 0x7F : 0x2FFF));
        std::string text;
        for (char32_t c : points) {
            if (c < 0x80)
                text += char(c);
            else if (c < 0x800)
                text.append({char(0xC0 | c >> 6), char(0x80 | (c & 63))});
            else
                text.append(
                    {char(0xE0 | c >> 12), char(0x80 | (c >> 6 & 63)), char(0x80 | (c & 63))});
        }
        ASSERT_TRUE(valid_utf8(text));
        for (const auto& token : index_tokens(text)) {
            EXPECT_TRUE(valid_utf8(token));
            for (char c : token) EXPECT_TRUE(std::uint8_t(c) >= 0x80 || std::isalnum(c)) << token;
        }
    }
}

}  // namespace
}  // namespace vigil
