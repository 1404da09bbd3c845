#include "in/http/api/attachment.h"

#include <gtest/gtest.h>

namespace vigil::http {

TEST(Attachment, PlainNames) {
    EXPECT_EQ(attachment_named("leads 2026.csv"), "attachment; filename=\"leads 2026.csv\"");
}

TEST(Attachment, OtherNamesAreEncodedAndBreakNothing) {
    EXPECT_EQ(attachment_named("线索.csv"),
              "attachment; filename=\"______.csv\"; filename*=UTF-8''%E7%BA%BF%E7%B4%A2.csv");
    const auto evil = attachment_named("a\"; x=\"b\r\nSet-Cookie: c%00.csv");
    EXPECT_EQ(evil.find('\n'), std::string::npos);
    EXPECT_EQ(evil.find("\"; x"), std::string::npos);
    EXPECT_NE(evil.find("filename*=UTF-8''a%22%3B%20x%3D%22b%0D%0A"), std::string::npos);
}

}  // namespace vigil::http
