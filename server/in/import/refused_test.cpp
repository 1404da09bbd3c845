#include "in/import/refused.h"

#include <gtest/gtest.h>

namespace vigil::import {
namespace {

TEST(Refused, ColumnsAreRecognised) {
    EXPECT_EQ(refused_columns({"name", "line", "column", "reason"}), 1u);
    EXPECT_EQ(refused_columns({"name", "line", "column", "reason", ""}), 1u);
    EXPECT_EQ(refused_columns({"line", "column", "reason", "name"}), std::nullopt);
    EXPECT_EQ(refused_columns({"name", "reason"}), std::nullopt);
}

TEST(Refused, WritesRowsAndKeepsSurplusCells) {
    std::string out;
    // Refused for the second time: the three columns are not doubled.
    RefusedWriter writer([&](std::string_view piece) { out += piece; },
                         {"a", "b", "line", "column", "reason"});
    writer.add({"1"}, {2, "b", "missing"});
    writer.add({"1", "2", "3"}, {5, "", "too many"});
    EXPECT_EQ(out,
              "\xEF\xBB\xBF"
              "a,b,line,column,reason\r\n1,,2,b,missing\r\n"
              "1,2,5,,too many,3\r\n");
    EXPECT_EQ(writer.rows(), 2u);
}

}  // namespace
}  // namespace vigil::import
