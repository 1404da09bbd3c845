#include "base/phone.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace vigil {
namespace {

TEST(Phones, TheSameNumberHasTheSameKey) {
    for (const char* typed :
         {"+49 30 12345678", "+49 (0)30 1234-5678", "+493012345678", "tel:+49-30-12345678"})
        EXPECT_EQ(phone_key(typed), "+493012345678") << typed;
    EXPECT_EQ(phone_key("138-0013 8000"), phone_key("13800138000"));
    EXPECT_EQ(phone_key("\uFF11\uFF12\uFF13"), "123");  // of full width
    EXPECT_NE(phone_key("+49 30 12345678"), phone_key("+49 30 12345679"));
    EXPECT_EQ(phone_key("abc"), "");
    EXPECT_TRUE(has_digit("ext. 7"));
    EXPECT_TRUE(has_digit("\u0664"));
    EXPECT_FALSE(has_digit("call me"));
    EXPECT_FALSE(has_digit(""));
    EXPECT_FALSE(has_digit("\xff\xfe"));
}

// phone_key() takes shorter ways than parse_phone(); they must lead to the same.
TEST(Phones, TheKeyIsThatOfTheWholeReading) {
    const auto wholly = [](std::string_view typed) {
        const auto phone = parse_phone(typed, "");
        if (phone && phone->valid) return phone->e164;
        std::string digits;
        for (const char c : typed)
            if (c >= '0' && c <= '9') digits += c;
        return digits;
    };
    // Countries that give out numbers in unlike ways: with and without a zero in front, Argentina's 15, short ones.
    for (const char* country : {"1 650", "39 06", "39 02", "49 030", "49 30", "54 11 15", "54 9 11",
                                "52 1 55", "55 0 11", "86 138", "86 010", "7 8 912", "44 0 20",
                                "36 06 1", "290 2", "247 6", "888 12", "999 1", "0 49"})
        for (const char* tail :
             {"1234", "23-4567", " 2345 678", "--2345 6789", "253 0000 -", "98765432109 ", "1", ""})
            for (const char* plus : {"+", "+ ", "+-", "", "tel:+", "\uFF0B", "++"}) {
                const std::string typed = std::string(plus) + country + tail;
                EXPECT_EQ(phone_key(typed), wholly(typed)) << typed;
                EXPECT_EQ(phone_key(typed), wholly(typed)) << typed << ", remembered";
            }
}

TEST(Phones, AtHomeTheCountryMayBeLeftOut) {
    EXPECT_EQ(phone_key("030 1234567", "DE"), "+49301234567");
    EXPECT_EQ(phone_key("030 1234567", "DE"), phone_key("+49 30 1234567", "DE"));
    EXPECT_NE(phone_key("030 1234567", "DE"), phone_key("030 1234567", "FR"));
    EXPECT_EQ(phone_key("4711", "DE"), "4711");  // an extension stays what it is
    const auto keys = [](std::string_view typed, std::string_view region) {
        std::vector<std::string> all;
        for (const auto& one : phone_spellings(typed, region)) all.push_back(phone_key(one));
        return all;
    };
    using Keys = std::vector<std::string>;
    EXPECT_EQ(keys("+49 30 1234567", "DE"), (Keys{"+49301234567", "0301234567"}));
    EXPECT_EQ(keys("030 1234567", "DE"), (Keys{"0301234567", "+49301234567"}));
    EXPECT_EQ(keys("+49 30 1234567", "CN"), (Keys{"+49301234567"}));
    EXPECT_EQ(keys("138 0013 8000", "CN"), (Keys{"13800138000", "+8613800138000"}));
    EXPECT_EQ(keys("030 1234567", ""), (Keys{"0301234567"}));
    EXPECT_EQ(keys("4711", "DE"), (Keys{"4711"}));
}

TEST(Phone, ReadsWhatPeopleType) {
    const auto berlin = parse_phone("030 / 12 34 56-7", "DE");
    ASSERT_TRUE(berlin);
    EXPECT_EQ(berlin->e164, "+49301234567");
    EXPECT_EQ(berlin->region, "DE");
    EXPECT_TRUE(berlin->valid);
    EXPECT_EQ(parse_phone("+86 138 0013 8000", "")->region, "CN");
    EXPECT_EQ(parse_phone("001 650 253 0000", "DE")->e164, "+16502530000");
    EXPECT_EQ(parse_phone("＋４９ ３０ １２３４５６７", "")->e164, "+49301234567");
    EXPECT_EQ(parse_phone("(650) 253-0000 ext. 12", "US")->extension, "12");
    EXPECT_FALSE(parse_phone("+49 30 1", "")->valid);
}

TEST(Phone, RefusesWhatIsNone) {
    for (const char* bad : {"", "call me", "030 1234567", "12", "\xFF\xFE", "+"})
        EXPECT_FALSE(parse_phone(bad, "")) << bad;
    EXPECT_FALSE(parse_phone(std::string(10'000, '1'), "DE"));
    EXPECT_FALSE(parse_phone("030 1234567", "no region"));
}

TEST(Phone, ForPeople) {
    EXPECT_EQ(format_phone("+49301234567"), "+49 30 1234567");
    EXPECT_EQ(format_phone("030 1234567"), "030 1234567");
    EXPECT_EQ(format_phone(""), "");
}

TEST(Phone, ManyThreadsAgree) {
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 200; ++i)
                right += parse_phone("+49 30 12345" + std::to_string(10 + i % 90), "FR")
                             .value()
                             .region == "DE";
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 800);
}

TEST(Phone, AgreesWithTheKnownNumbers) {
    const char* told = std::getenv("VIGIL_SHARED_DATA");
    const std::string folder = told ? told : VIGIL_SOURCE_DIR "/../shared/data";
    std::ifstream file(folder + "/phones/libphonenumber_examples_dev.tsv");
    if (!file) GTEST_SKIP() << "no shared data";
    std::string line;
    std::getline(file, line);
    int rows = 0, same_national = 0, same_international = 0;
    while (std::getline(file, line)) {
        std::istringstream cells(line);
        std::string region, type, e164, national, international, rfc3966, valid, kind;
        for (auto* cell :
             {&region, &type, &e164, &national, &international, &rfc3966, &valid, &kind})
            std::getline(cells, *cell, '\t');
        if (valid != "true") continue;
        ++rows;
        const auto from_national = parse_phone(national, region);
        same_national += from_national && from_national->e164 == e164;
        const auto from_international = parse_phone(international, "");
        same_international += from_international && from_international->e164 == e164;
    }
    // Debian's library knows the number plans of 2022, the file those of 2026.
    EXPECT_GT(rows, 500);
    EXPECT_GE(same_national, rows * 97 / 100) << rows;
    EXPECT_EQ(same_international, rows);
}

}  // namespace
}  // namespace vigil
