#include "in/http/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/json_text.h"

namespace vigil::http {
namespace {

std::string as_json(std::string_view text) {
    std::string out;
    append_json_text(out, text);
    return out;
}

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
    std::string out;
    JsonWriter json(out);
    json.begin_object()
        .key("a")
        .begin_array()
        .integer(1)
        .null()
        .begin_object()
        .end_object()
        .end_array();
    json.key("b").boolean(true).key("c").raw("[]").key("d").string("x").end_object();
    EXPECT_EQ(out, R"({"a":[1,null,{}],"b":true,"c":[],"d":"x"})");
}

TEST(JsonWriter, EscapesAtEveryPosition) {
    for (std::size_t n = 0; n < 20; ++n) {
        const std::string plain(n, 'x');
        EXPECT_EQ(as_json(plain + "\"" + plain), "\"" + plain + "\\\"" + plain + "\"");
        EXPECT_EQ(as_json(plain + "\\"), "\"" + plain + "\\\\\"");
        EXPECT_EQ(as_json(plain + "\n" + plain), "\"" + plain + "\\n" + plain + "\"");
        EXPECT_EQ(as_json(plain + "张" + plain), "\"" + plain + "张" + plain + "\"");
    }
    EXPECT_EQ(as_json(std::string_view("\0\x1f\x7f\t\r\b\f", 7)),
              "\"\\u0000\\u001f\x7f\\t\\r\\b\\f\"");
}

TEST(JsonWriter, ReplacesBrokenUtf8) {
    const std::string bad = "\xEF\xBF\xBD";
    EXPECT_EQ(as_json("a\xFF\x62"), "\"a" + bad + "b\"");
    EXPECT_EQ(as_json("\xE5\xBC"), "\"" + bad + "\"");                  // cut short: one piece
    EXPECT_EQ(as_json("\xC0\xAF"), "\"" + bad + bad + "\"");            // overlong
    EXPECT_EQ(as_json("\xED\xA0\x80"), "\"" + bad + bad + bad + "\"");  // surrogate
    EXPECT_EQ(as_json("\xF0\x9F\x98\x80"), "\"\xF0\x9F\x98\x80\"");
    EXPECT_EQ(as_json("\xE5\xBC\xA0\xE5\xBC"
                      "ab"),
              "\"\xE5\xBC\xA0" + bad + "ab\"");
}

TEST(JsonWriter, WritesNumbers) {
    std::string out;
    JsonWriter json(out);
    json.begin_array().integer(INT64_MIN).number(0.1).number(NAN).number(INFINITY).number(1e300);
    json.end_array();
    EXPECT_EQ(out, "[-9223372036854775808,0.1,null,null,1e+300]");
}

}  // namespace
}  // namespace vigil::http
