#include "in/import/encoding.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "in/import/shared_data.h"
#include "in/import/utf8.h"

namespace vigil::import {
namespace {

std::string all_of(Source& source, std::size_t room = 1000) {
    std::string out;
    std::string piece(room, '\0');
    while (true) {
        const auto count = source.read(piece.data(), room);
        if (!count) return "fault " + count.error().code;
        if (*count == 0) return out;
        out.append(piece, 0, *count);
    }
}

std::string text_of(std::string bytes, std::optional<Encoding> encoding = {}) {
    Utf8Source source(memory_source(std::move(bytes)), encoding);
    return all_of(source);
}

std::string utf16(std::u16string_view text, bool little) {
    std::string out;
    for (const char16_t u : text) {
        const char low = static_cast<char>(u & 0xFF);
        const char high = static_cast<char>(u >> 8);
        out += little ? std::string{low, high} : std::string{high, low};
    }
    return out;
}

std::string gzip(const std::string& plain) {
    z_stream z{};
    deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&z, plain.size()) + 64, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    z.avail_in = static_cast<uInt>(plain.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

TEST(Encoding, IsToldByTheBytes) {
    struct Case {
        std::string bytes;
        Encoding want;
        std::string text;
    };
    const Case cases[] = {
        {"name\nM\xC3\xBCller\n", Encoding::utf8, "name\nMüller\n"},
        {"\xEF\xBB\xBFname\n", Encoding::utf8, "name\n"},
        {"\xFF\xFE" + utf16(u"name\nMüller\n", true), Encoding::utf16le, "name\nMüller\n"},
        {"\xFE\xFF" + utf16(u"name\n王\n", false), Encoding::utf16be, "name\n王\n"},
        {utf16(u"name,city\n王小明,北京\n李雷,上海\n", true), Encoding::utf16le,
         "name,city\n王小明,北京\n李雷,上海\n"},
        {utf16(u"name,city\n王小明,北京\n李雷,上海\n", false), Encoding::utf16be,
         "name,city\n王小明,北京\n李雷,上海\n"},
        // 公司,手机 / 北京
        {"\xB9\xAB\xCB\xBE,\xCA\xD6\xBB\xFA\n\xB1\xB1\xBE\xA9,1\n", Encoding::gb18030,
         "公司,手机\n北京,1\n"},
        // one column of single characters: 男 / 女
        {"a,\xC4\xD0\nb,\xC5\xAE\nc,\xC4\xD0\n", Encoding::gb18030, "a,男\nb,女\nc,男\n"},
        {"name\nM\xFCller\nGr\xF6\xDF"
         "e\nJos\xE9\n",
         Encoding::windows_1252, "name\nMüller\nGröße\nJosé\n"},
        {"it\x92s \x93Hello\x94 she said\n", Encoding::windows_1252, "it’s “Hello” she said\n"},
        {"S\xE3o Paulo,informa\xE7\xE3o,n\xE3o\n", Encoding::windows_1252,
         "São Paulo,informação,não\n"},
        {"ESPA\xD1OL,A\xD1O,\xC9t\xE9\n", Encoding::windows_1252, "ESPAÑOL,AÑO,Été\n"},
        {"\xC8\xE2\xE0\xED \xCF\xE5\xF2\xF0\xEE\xE2\n", Encoding::windows_1251, "Иван Петров\n"},
        // 公司名稱,電話 / 臺北市 in Big5
        {"\xA4\xBD\xA5\x71\xA6\x57\xBA\xD9,\xB9\x71\xB8\xDC\n\xBB\x4F\xA5\x5F\xA5\xAB\n",
         Encoding::big5, "公司名稱,電話\n臺北市\n"},
    };
    for (const Case& c : cases) {
        Utf8Source source(memory_source(c.bytes));
        EXPECT_EQ(all_of(source), c.text);
        ASSERT_TRUE(source.encoding()) << c.text;
        EXPECT_EQ(encoding_name(*source.encoding()), encoding_name(c.want)) << c.text;
        EXPECT_TRUE(source.bad().empty()) << c.text;
    }
}

TEST(Encoding, IsDecidedLateWhenTheFileStartsWithPlainAscii) {
    std::string bytes;
    while (bytes.size() < 300'000) bytes += "plain,ascii,1\n";
    const std::string plain = bytes;
    bytes += "\xB1\xB1\xBE\xA9,\xC9\xCF\xBA\xA3\n";
    Utf8Source source(memory_source(bytes));
    EXPECT_EQ(all_of(source), plain + "北京,上海\n");
    EXPECT_EQ(source.encoding(), Encoding::gb18030);
}

TEST(Encoding, BrokenSequencesAreReplacedAndTold) {
    Utf8Source source(memory_source("M\xC3\xBCller,\xE4\xB8,x\xFFy\nM\xC3\xBCller\xE4"),
                      Encoding::utf8);
    EXPECT_EQ(all_of(source, 3), "Müller,\uFFFD,x\uFFFDy\nMüller\uFFFD");
    ASSERT_EQ(source.bad().size(), 3u);
    EXPECT_EQ(source.bad()[0].byte_offset, 8u);
    EXPECT_EQ(source.bad()[0].text_offset, 8u);
    EXPECT_EQ(source.bad()[1].byte_offset, 12u);
    EXPECT_EQ(source.bad()[1].text_offset, 13u);
    EXPECT_EQ(source.bad()[2].byte_offset, 22u);

    Utf8Source chinese(memory_source("\xB1\xB1,\xBE\xA9\xFF,a"), Encoding::gb18030);
    EXPECT_EQ(all_of(chinese), "北,京\uFFFD,a");
    ASSERT_EQ(chinese.bad().size(), 1u);
    EXPECT_EQ(chinese.bad()[0].byte_offset, 5u);
}

TEST(Encoding, AFileInAnotherEncodingIsRefused) {
    std::string bytes;
    for (std::size_t i = 0; i < bad_bytes_max + 10; ++i) bytes += "a\xFF,";
    EXPECT_EQ(text_of(bytes, Encoding::utf8), "fault import_wrong_encoding");
}

TEST(Encoding, ChunksMayEndAnywhere) {
    const std::string text = "a,é,王,😀,б\n";
    const std::string gb = "a,\xA8\xA6,\xCD\xF5,\x94\x39\xFC\x36,\xA7\xD2\n";
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        Converter converter(Encoding::utf8);
        std::string out;
        ASSERT_TRUE(converter.convert(text.substr(0, cut), false, out));
        ASSERT_TRUE(converter.convert(text.substr(cut), true, out));
        EXPECT_EQ(out, text) << cut;
    }
    for (std::size_t cut = 0; cut <= gb.size(); ++cut) {
        Converter converter(Encoding::gb18030);
        std::string out;
        ASSERT_TRUE(converter.convert(gb.substr(0, cut), false, out));
        ASSERT_TRUE(converter.convert(gb.substr(cut), true, out));
        EXPECT_EQ(out, text) << cut;
    }
    const std::string wide = utf16(u"a😀王", true);
    for (std::size_t cut = 0; cut <= wide.size(); ++cut) {
        Converter converter(Encoding::utf16le);
        std::string out;
        ASSERT_TRUE(converter.convert(wide.substr(0, cut), false, out));
        ASSERT_TRUE(converter.convert(wide.substr(cut), true, out));
        EXPECT_EQ(out, "a😀王") << cut;
    }
}

// 氏名,会社,メール / 山田太郎,株式会社東京電機 / 佐藤花子,株式会社大阪商事: names as lists of customers hold them.
TEST(Encoding, FindsShiftJisInNamesThatAreKanjiAlone) {
    const std::string head = "\x8E\x81\x96\xBC,\x89\xEF\x8E\xD0,\x83\x81\x81[\x83\x8B\n";
    const std::string rows =
        "\x8ER\x93"
        "c\x91\xBE\x98Y,\x8A\x94\x8E\xAE\x89\xEF\x8E\xD0\x93\x8C\x8B\x9E\x93"
        "d\x8B@,y0@example.com\n"
        "\x8D\xB2\x93\xA1\x89\xD4\x8Eq,"
        "\x8A\x94\x8E\xAE\x89\xEF\x8E\xD0\x91\xE5\x8D\xE3\x8F\xA4\x8E\x96,y1@example.com\n";
    EXPECT_EQ(detect_encoding(head + rows).encoding, Encoding::shift_jis);
    EXPECT_NE(text_of(head + rows).find("山田太郎,株式会社東京電機"), std::string::npos);
    EXPECT_EQ(detect_encoding("name\n\x93One\x94, \x93Two\x94 \x96 Caf\xE9 \x97 M\xFCller\x92s\n")
                  .encoding,
              Encoding::windows_1252);
}

// 氏名,会社 / 斉藤健太,渡部商事 …: not a kana in it, and each byte pair is a hangul or a hanzi elsewhere. Beside it
// lists in Korean and Chinese, whose bytes are kanji.
TEST(Encoding, TellsKanjiAloneFromHangulAndHanzi) {
    const std::string japanese =
        "\xBB\xE1\xCC\xBE,\xB2\xF1\xBC\xD2\n"
        "\xC0\xC6\xC6\xA3\xB7\xF2\xC2\xC0,\xC5\xCF\xC9\xF4\xBE\xA6\xBB\xF6\n"
        "\xC3\xE6\xC5\xE7\xE6\xC6,\xC9\xF0\xC5\xC4\xCC\xF4\xC9\xCA\xB9\xA9\xB6\xC8\n"
        "\xB5\xDC\xCB\xDC\xC4\xBE\xBC\xF9,\xB0\xA6\xC3\xCE\xB8\xA9\xCB\xAD\xC5\xC4\xBB\xD4\n";
    const std::string korean =
        "\xC0\xCC\xB8\xA7,\xC8\xB8\xBB\xE7\n"
        "\xB0\xAD\xB0\xA8\xC2\xF9,\xB4\xEB\xC7\xD1\xBB\xF3\xBB\xE7\n"
        "\xC1\xA4\xBE\xE0\xBF\xEB,\xC7\xD1\xB1\xB9\xC0\xFC\xB7\xC2\xB0\xF8\xBB\xE7\n";
    const std::string chinese =
        "\xD0\xD5\xC3\xFB,\xB9\xAB\xCB\xBE\n"
        "\xC0\xEE\xC0\xD7,\xB1\xB1\xBE\xA9\xBF\xC6\xBC\xBC\xD3\xD0\xCF\xDE\xB9\xAB\xCB\xBE\n"
        "\xBA\xAB\xC3\xB7\xC3\xB7,\xC9\xCF\xBA\xA3\xC3\xB3\xD2\xD7\xB9\xAB\xCB\xBE\n";
    EXPECT_EQ(detect_encoding(japanese).encoding, Encoding::euc_jp);
    EXPECT_NE(text_of(japanese).find("宮本直樹,愛知県豊田市"), std::string::npos);
    EXPECT_EQ(detect_encoding(korean).encoding, Encoding::windows_949);
    EXPECT_NE(text_of(korean).find("정약용,한국전력공사"), std::string::npos);
    EXPECT_EQ(detect_encoding(chinese).encoding, Encoding::gb18030);
    EXPECT_NE(text_of(chinese).find("韩梅梅,上海贸易公司"), std::string::npos);
    // Few characters prove nothing: it stays what it was taken for.
    EXPECT_NE(detect_encoding("name\n" + japanese.substr(0, 9)).encoding, Encoding::euc_jp);
}

TEST(Encoding, NamesAreTakenInAnyForm) {
    EXPECT_EQ(encoding_named("GBK"), Encoding::gb18030);
    EXPECT_EQ(encoding_named("utf_8"), Encoding::utf8);
    EXPECT_EQ(encoding_named("ISO-8859-1"), Encoding::windows_1252);
    EXPECT_EQ(encoding_named("klingon"), std::nullopt);
}

TEST(Unpacked, ReadsGzipOfSeveralMembersAndPlainBytes) {
    const auto packed = unpacked(memory_source(gzip("a,b\n") + gzip("1,2\n")));
    EXPECT_EQ(all_of(*packed, 3), "a,b\n1,2\n");
    const auto plain = unpacked(memory_source("a,b"));
    EXPECT_EQ(all_of(*plain, 1), "a,b");
}

TEST(Unpacked, RefusesWhatIsBrokenTooLargeOrNoText) {
    const std::string whole = gzip(std::string(1000, 'x') + "end");
    const auto cut = unpacked(memory_source(whole.substr(0, whole.size() - 9)));
    EXPECT_EQ(all_of(*cut), "fault import_gzip_broken");
    const auto bomb = unpacked(memory_source(gzip(std::string(4'000'000, 'x'))),
                               {.bytes_max = 1u << 30, .ratio_max = 250, .ratio_free = 100'000});
    EXPECT_EQ(all_of(*bomb), "fault import_too_large");
    const auto large = unpacked(memory_source(std::string(5000, 'x')), {.bytes_max = 4000});
    EXPECT_EQ(all_of(*large), "fault import_too_large");
    const auto workbook = unpacked(memory_source(std::string("PK\x03\x04rest of it", 14)));
    EXPECT_EQ(all_of(*workbook), "fault import_is_workbook");
}

TEST(Encoding, TextsInChineseJapaneseAndKoreanEqualTheirTwins) {
    const auto folder = shared_data("encodings_cjk");
    if (!folder) GTEST_SKIP() << "no shared data";
    struct Case {
        const char* name;
        Encoding encoding;
        bool found_alone;
    };
    const Case cases[] = {
        {"cp949", Encoding::windows_949, false},
        {"euc_jp", Encoding::euc_jp, true},
        {"hz", Encoding::hz, true},
        {"iso2022_jp", Encoding::iso_2022_jp, true},
        {"iso2022_kr", Encoding::iso_2022_kr, true},
    };
    for (const Case& c : cases) {
        const std::string bytes = read_whole(*folder / (std::string(c.name) + ".txt"));
        const std::string twin = read_whole(*folder / (std::string(c.name) + "-utf8.txt"));
        EXPECT_EQ(text_of(bytes, c.encoding), twin) << c.name;
        if (c.found_alone) {
            EXPECT_EQ(text_of(bytes), twin) << c.name;
        }
    }
    // JIS X 0213 is beyond Shift_JIS; all before its characters agrees.
    const std::string bytes = read_whole(*folder / "shift_jisx0213.txt");
    const std::string twin = read_whole(*folder / "shift_jisx0213-utf8.txt");
    EXPECT_EQ(text_of(bytes).substr(0, 1000), twin.substr(0, 1000));
}

// The oracle for the sets without a file of their own: what one says in UTF-8, written by ICU's
// tables the other way round, is found and comes back.
TEST(Encoding, Utf8TwinsComeBackFromUtf16) {
    const auto folder = shared_data("encodings_cjk");
    if (!folder) GTEST_SKIP() << "no shared data";
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        if (entry.path().string().find("-utf8") == std::string::npos) continue;
        const std::string text = read_whole(entry.path());
        EXPECT_EQ(text_of(text), text);
        std::u16string units;
        for (std::string_view rest = text; !rest.empty();) {
            const char32_t point = take_utf8(rest);
            if (point > 0xFFFF) {
                units += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
                units += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
            } else {
                units += static_cast<char16_t>(point);
            }
        }
        EXPECT_EQ(text_of("\xFF\xFE" + utf16(units, true)), text);
        EXPECT_EQ(text_of("\xFE\xFF" + utf16(units, false)), text);
    }
}

}  // namespace
}  // namespace vigil::import
