#include "base/money.h"

#include <gtest/gtest.h>

#include <limits>

namespace vigil {
namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();

Currency of(const char* code) { return parse_currency(code).value(); }
std::int64_t minor(const char* text, const char* code = "EUR") {
    const auto money = parse_amount(text, of(code));
    return money ? money->minor : -999;
}

TEST(Money, Currencies) {
    EXPECT_EQ(decimals_of(of("EUR")), 2);
    EXPECT_EQ(decimals_of(of("JPY")), 0);
    EXPECT_EQ(decimals_of(of("KWD")), 3);
    for (const char* bad : {"", "eur", "EURO", "E R", "AED ", "XXQ", "D A"})
        EXPECT_FALSE(parse_currency(bad)) << bad;
}

TEST(Money, ParseIsExact) {
    EXPECT_EQ(minor("1000.00"), 100'000);
    EXPECT_EQ(minor("0.1"), 10);
    EXPECT_EQ(minor("-3.25"), -325);
    EXPECT_EQ(minor("1000", "JPY"), 1000);
    EXPECT_EQ(minor("1.234", "KWD"), 1234);
    EXPECT_EQ(minor("92233720368547758.07"), most);
    for (const char* bad : {"", "-", ".", "1.", ".5", "1.005", "1,00", "1e3", " 1", "+1", "--1",
                            "1.2.3", "0x1", "92233720368547758.08", "9999999999999999999", "١"})
        EXPECT_FALSE(parse_amount(bad, of("EUR"))) << bad;
    EXPECT_FALSE(parse_amount("1.5", of("JPY")));
}

TEST(Money, ParseReadsWhatFormatWrites) {
    for (const char* code : {"EUR", "JPY", "KWD"})
        for (std::int64_t n : {0ll, 1ll, -1ll, 99ll, 100ll, -12345ll, 123456789012345ll}) {
            const Money money{n, of(code)};
            EXPECT_EQ(parse_amount(format_amount(money), money.currency), money);
        }
    EXPECT_EQ(format_amount({-5, of("EUR")}), "-0.05");
}

TEST(Money, ForPeople) {
    EXPECT_EQ(format_money({3'800'000, of("EUR")}, "en"), "€38,000.00");
    EXPECT_EQ(format_money({-123'456'789, of("USD")}, "en"), "-$1,234,567.89");
    EXPECT_EQ(format_money({38'000, of("JPY")}, "en"), "¥38,000");
    EXPECT_EQ(format_money({38'000, of("JPY")}, "zh-CN"), "JPY 38,000");
    EXPECT_EQ(format_money({100, of("CHF")}, "en"), "CHF 1.00");
}

TEST(Money, ForNarrowColumns) {
    const auto brief = [](std::int64_t n, const char* language) {
        return format_money_short({n, of("EUR")}, language);
    };
    EXPECT_EQ(brief(3'800'000, "en"), "€38k");
    EXPECT_EQ(brief(126'000, "en"), "€1.3k");
    EXPECT_EQ(brief(100'000, "en"), "€1k");
    EXPECT_EQ(brief(99'949, "en"), "€999");
    EXPECT_EQ(brief(99'950, "en"), "€1k");
    EXPECT_EQ(brief(99'995'000, "en"), "€1m");
    EXPECT_EQ(brief(99'949'999, "en"), "€999k");
    EXPECT_EQ(brief(-1'250'000'00, "en"), "-€1.3m");
    EXPECT_EQ(brief(0, "en"), "€0");
    EXPECT_EQ(brief(3'800'000, "zh-CN"), "€3.8万");
    EXPECT_EQ(brief(12'000'000'000, "zh-CN"), "€1.2亿");
    EXPECT_EQ(brief(999'900, "zh-CN"), "€9999");
    EXPECT_EQ(brief(std::numeric_limits<std::int64_t>::min(), "en"), "-€92233720bn");
}

TEST(Money, AddNeverWraps) {
    EXPECT_EQ(add({1, of("EUR")}, {2, of("EUR")}), (Money{3, of("EUR")}));
    EXPECT_FALSE(add({1, of("EUR")}, {2, of("USD")}));
    EXPECT_FALSE(add({most, of("EUR")}, {1, of("EUR")}));
    EXPECT_FALSE(add({-most, of("EUR")}, {-2, of("EUR")}));
}

TEST(Money, ConvertRoundsHalfToEven) {
    const auto into = [](std::int64_t n, const char* from, const char* rate, const char* to) {
        const auto money = convert({n, of(from)}, rate, of(to));
        return money ? money->minor : -999;
    };
    EXPECT_EQ(into(10'000, "EUR", "1.0837", "USD"), 10'837);
    EXPECT_EQ(into(250, "EUR", "0.01", "USD"), 2);  // 2.5
    EXPECT_EQ(into(350, "EUR", "0.01", "USD"), 4);  // 3.5
    EXPECT_EQ(into(251, "EUR", "0.01", "USD"), 3);
    EXPECT_EQ(into(-250, "EUR", "0.01", "USD"), -2);
    EXPECT_EQ(into(10'000, "EUR", "160", "JPY"), 16'000);
    EXPECT_EQ(into(150, "EUR", "1", "JPY"), 2);
    EXPECT_EQ(into(1, "JPY", "0.0021", "KWD"), 2);
    EXPECT_EQ(into(most, "EUR", "1", "USD"), most);
    for (const char* bad :
         {"", "0", "-1", "1.", ".5", "1e3", "1,5", "0.0000", "1234567890123456789"})
        EXPECT_EQ(into(100, "EUR", bad, "USD"), -999) << bad;
    EXPECT_EQ(into(most, "EUR", "1.01", "USD"), -999);
    EXPECT_EQ(into(most, "JPY", "999999999999999999", "KWD"), -999);
}

}  // namespace
}  // namespace vigil
