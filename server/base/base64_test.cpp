#include "base/base64.h"

#include <gtest/gtest.h>

namespace vigil {

TEST(Base64, KnownTexts) {  // RFC 4648, section 10
    EXPECT_EQ(to_base64(""), "");
    EXPECT_EQ(to_base64("f"), "Zg==");
    EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(from_base64("Zm9vYg=="), "foob");
}

TEST(Base64, AllBytesComeBack) {
    std::string bytes;
    for (int i = 0; i < 1'000; ++i) bytes.push_back(char(i * 7));
    for (const std::size_t size : {0, 1, 2, 3, 255, 1'000})
        EXPECT_EQ(from_base64(to_base64(bytes.substr(0, size))), bytes.substr(0, size));
}

TEST(Base64, OtherTextsAreNone) {
    for (const char* text : {"Zg", "Z", "Zg=", "Z!==", "Zg==x", "Zm9v Yg=="})
        EXPECT_FALSE(from_base64(text)) << text;
}

}  // namespace vigil
