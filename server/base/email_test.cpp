#include "base/email.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace vigil {
namespace {

std::string shared_file(const std::string& name) {
    const char* told = std::getenv("VIGIL_SHARED_DATA");
    const std::string folder = told ? told : VIGIL_SOURCE_DIR "/../shared/data";
    return folder + "/" + name;
}

TEST(Email, PlainOnesAndOtherScripts) {
    for (const char* good : {"ada@example.com", "ada.b+c@mail.example.com", "o'neil@example.com",
                             "用户@例子.example", "ada@bücher.example", "дмитрий@почта.example",
                             "a@123.example", "x@xn--bcher-kva.example"}) {
        EXPECT_TRUE(valid_email(good)) << good;
        EXPECT_TRUE(normalise_email(good)) << good;
    }
    for (const char* bad : {"",
                            "@",
                            "a@",
                            "@b.example",
                            "a@b",
                            "a b@c.example",
                            "a@b..example",
                            ".a@b.example",
                            "a.@b.example",
                            "a..b@c.example",
                            "a@-b.example",
                            "a@b-.example",
                            "a@[127.0.0.1]",
                            "a@1.2.3.4",
                            "a@b.example\r\nBcc: c@d.example",
                            "a@b.example\n",
                            "a\n@b.example",
                            "<a@b.example>",
                            "a@b@c.example",
                            "\"a\"@b.example",
                            "a@b_c.example",
                            "a,b@c.example",
                            "a@b.example,c@d.example",
                            "\xFF@b.example",
                            "a\u0085@b.example",
                            "a\u200B\x7F@b.example"})
        EXPECT_FALSE(valid_email(bad)) << bad;
    EXPECT_FALSE(valid_email(std::string(65, 'a') + "@b.example"));
    EXPECT_FALSE(valid_email("a@" + std::string(64, 'b') + ".example"));
}

TEST(Email, KeptAndCompared) {
    EXPECT_EQ(normalise_email("  Ada.Weber@Example.COM "), "Ada.Weber@example.com");
    EXPECT_EQ(normalise_email("a@BÜCHER.example"), "a@bücher.example");
    EXPECT_EQ(normalise_email("a@b.example\r\n"), std::nullopt);
    EXPECT_EQ(normalise_email("a@\u00AD\u00AD.example"),
              std::nullopt);  // nothing of it is left by IDNA
    EXPECT_EQ(email_key("Ada.Weber@Example.COM"), "ada.weber@example.com");
    EXPECT_EQ(ascii_domain("Bücher.example"), "xn--bcher-kva.example");
    EXPECT_EQ(ascii_domain("Mail.Example.com"), "mail.example.com");
}

// U+2400 + n stands for the control character n in that file.
std::string with_controls(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.compare(at, 2, "\xE2\x90") == 0 && at + 2 < text.size() &&
            std::uint8_t(text[at + 2]) < 0xA1) {
            out += char(std::uint8_t(text[at + 2]) - 0x80);
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

TEST(Email, AgreesWithTheKnownCases) {
    const auto path = shared_file("email_addresses/isemail_dev.json");
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared data";
    std::ifstream file(path);
    int valid = 0, wrong = 0;
    for (const auto& row : nlohmann::json::parse(file)) {
        const auto address = with_controls(row["address"]);
        const auto category = row["category"].get<std::string>();
        const bool taken = normalise_email(address).has_value();
        if (category == "ISEMAIL_VALID_CATEGORY") {
            EXPECT_TRUE(taken) << address;
            ++valid;
        }
        if (category == "ISEMAIL_ERR") {
            EXPECT_FALSE(taken) << address;
            ++wrong;
        }
    }
    EXPECT_GT(valid, 5);
    EXPECT_GT(wrong, 20);
}

}  // namespace
}  // namespace vigil
