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

TEST(Attachment, AnUploadIsCalledAsItsHeaderSays) {
    EXPECT_EQ(name_attached("attachment; filename=\"leads; 2026.csv\""), "leads; 2026.csv");
    EXPECT_EQ(name_attached("attachment; FileName=leads.csv"), "leads.csv");
    EXPECT_EQ(
        name_attached("attachment; filename=\"a.csv\"; filename*=UTF-8''%E7%BA%BF%E7%B4%A2.csv"),
        "线索.csv");
    EXPECT_EQ(name_attached("attachment; filename=\"C:\\\\secret\\\\..\\\\leads.csv\""),
              "leads.csv");
    EXPECT_EQ(name_attached("attachment; filename=\"../../etc/passwd\""), "passwd");
    EXPECT_EQ(name_attached("attachment; filename=\"" + std::string(5'000, 'a') + "\"").size(),
              200u);
    for (const char* none :
         {"", "attachment", "attachment; filename=\"\"", "attachment; filename=\"..\"",
          "attachment; filename=\"a/\"", "attachment; filename=\"\xff\"", "attachment; filename*=%",
          "attachment; filename=\"\x01\""})
        EXPECT_EQ(name_attached(none), "") << none;
}

}  // namespace vigil::http
