#include "base/text.h"

#include <gtest/gtest.h>

#include <set>

namespace vigil {
namespace {

TEST(Text, ValidUtf8) {
    for (const char* good : {"", "a", "é", "北", "😀", "\U0010FFFF", "\u00AD\u200D"})
        EXPECT_TRUE(valid_utf8(good)) << good;
    for (const char* bad :
         {"\x80", "\xC0\x80", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
          "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "a\xFF", "\xE5\x8C"})
        EXPECT_FALSE(valid_utf8(bad));
    EXPECT_FALSE(storable(std::string_view("a\0b", 3)));
    EXPECT_TRUE(valid_utf8(std::string_view("a\0b", 3)));
}

TEST(Text, BlankIsWhiteSpaceOfAnyScript) {
    for (const char* blank : {"", " ", "\t\r\n", "\u3000", "\u00A0\u2003\u2028 "})
        EXPECT_TRUE(is_blank(blank)) << blank;
    for (const char* seen : {"a", " a ", "\u3000北", "-", ".", "0"})
        EXPECT_FALSE(is_blank(seen)) << seen;
}

TEST(Text, Fold) {
    EXPECT_EQ(fold("ABC xyz 19"), "abc xyz 19");
    EXPECT_EQ(fold("E\u0301COLE"), "école");
    EXPECT_EQ(fold("ΟΔΟΣ"), "οδος");  // a sigma at the end of a word is its own letter
    EXPECT_EQ(fold("STRASSE"), "strasse");
    EXPECT_EQ(fold("Straße"), "straße");  // lower case, no case folding: PostgreSQL does the same
    EXPECT_EQ(fold("ДОМ 北京"), "дом 北京");
    EXPECT_EQ(fold("İ"), "i\u0307");
    EXPECT_EQ(fold("\u212B"), "å");  // the Ångström sign
}

TEST(Text, FoldTwiceIsFoldOnce) {
    for (char32_t c = 1; c < 0x20000; ++c) {
        if (c >= 0xD800 && c < 0xE000) continue;
        std::string text = "x";
        if (c < 0x80)
            text += char(c);
        else if (c < 0x800)
            text.append({char(0xC0 | c >> 6), char(0x80 | (c & 63))});
        else if (c < 0x10000)
            text.append({char(0xE0 | c >> 12), char(0x80 | (c >> 6 & 63)), char(0x80 | (c & 63))});
        else
            text.append({char(0xF0 | c >> 18), char(0x80 | (c >> 12 & 63)),
                         char(0x80 | (c >> 6 & 63)), char(0x80 | (c & 63))});
        const auto once = fold(text + "\u0327");
        ASSERT_EQ(fold(once), once) << std::hex << std::uint32_t(c);
    }
}

TEST(Text, ClipNeverCutsACharacter) {
    EXPECT_EQ(clip("北京市", 2), "北京");
    EXPECT_EQ(clip("北京市", 3), "北京市");
    EXPECT_EQ(clip("a😀b", 2), "a😀");
    EXPECT_EQ(clip("abc", 0), "");
    EXPECT_EQ(code_points("a😀b"), 3u);
}

TEST(Text, Spaces) {
    EXPECT_EQ(trim(" \t a b\r\n"), "a b");
    EXPECT_EQ(trim("  "), "");
    EXPECT_EQ(collapse_spaces("  a \n\t b  c "), "a b c");
    EXPECT_EQ(collapse_spaces(" \n "), "");
}

TEST(Text, NumbersAreGroupedByThousands) {
    EXPECT_EQ(grouped("999"), "999");
    EXPECT_EQ(grouped("1532"), "1,532");
    EXPECT_EQ(grouped("-100"), "-100");
    EXPECT_EQ(grouped("-1234567.5012"), "-1,234,567.5012");
}

TEST(Text, EscapeHtml) {
    EXPECT_EQ(escape_html("<a href=\"x\" b='y'>&amp;"),
              "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
}

TEST(Text, KeyHashIsStoredSoItNeverChanges) {
    const auto of_empty = key_hash(""), of_one = key_hash("ada@example.com");
    EXPECT_EQ(of_empty, 8529007325742898729);
    EXPECT_EQ(of_one, 125636318511399650);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 100'000; ++i) {
        const auto key = key_hash("+4930" + std::to_string(i));
        EXPECT_GT(key, 0);
        seen.insert(key);
    }
    EXPECT_EQ(seen.size(), 100'000u);
}

}  // namespace
}  // namespace vigil
