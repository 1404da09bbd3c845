#include "base/id.h"

#include <gtest/gtest.h>

namespace vigil {
namespace {

TEST(Id, is_read_as_written) {
    EXPECT_EQ(parse_id("1"), Id{1});
    EXPECT_EQ(parse_id("9223372036854775807"), Id{INT64_MAX});
    EXPECT_EQ(parse_id(to_string(Id{4711})), Id{4711});
}

TEST(Id, anything_else_is_nothing) {
    for (const char* text : {"", "0", "-1", "+1", " 1", "1 ", "1.0", "0x1", "01", "abc", "1a",
                             "9223372036854775808", "99999999999999999999"}) {
        EXPECT_FALSE(parse_id(text)) << text;
    }
}

}  // namespace
}  // namespace vigil
