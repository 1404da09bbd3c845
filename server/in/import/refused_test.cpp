#include "in/import/refused.h"

#include <gtest/gtest.h>

namespace vigil::import {
namespace {

TEST(CsvCell, QuotesWhatNeedsIt) {
    EXPECT_EQ(csv_cell("plain", CellGuard::none), "plain");
    EXPECT_EQ(csv_cell("a,b", CellGuard::none), "\"a,b\"");
    EXPECT_EQ(csv_cell("a,b", CellGuard::none, ';'), "a,b");
    EXPECT_EQ(csv_cell("a\"b", CellGuard::none), "\"a\"\"b\"");
    EXPECT_EQ(csv_cell("a\nb", CellGuard::none), "\"a\nb\"");
    EXPECT_EQ(csv_cell(" a", CellGuard::none), "\" a\"");
    EXPECT_EQ(csv_cell("", CellGuard::formulas), "");
}

TEST(CsvCell, GuardsFormulas) {
    for (const char* evil : {"=1+1", "=cmd|' /C calc'!A0", "+cmd|x", "-2+3+cmd|x", "@SUM(A1)",
                             "\t=1", "  =1", "\r=1", "+", "-"}) {
        const std::string cell = csv_cell(evil, CellGuard::formulas);
        EXPECT_TRUE(cell.starts_with("'") || cell.starts_with("\"'")) << evil;
        EXPECT_EQ(csv_cell(evil, CellGuard::none).find("'" + std::string(evil)), std::string::npos);
    }
    for (const char* plain : {"+49 30 123-45", "-5.20", "a=b", "x@example.com"}) {
        EXPECT_EQ(csv_cell(plain, CellGuard::formulas), plain);
    }
}

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

TEST(CsvCell, TheGuardComesOffAgain) {
    for (const char* value :
         {"=1+1", "@x", "-2+3", "'=x", "''=x", "plain", "'quoted'", "+49 30 1", "-12", "", "'"}) {
        std::string cell = csv_cell(value, CellGuard::formulas);
        if (cell.starts_with('"')) {  // as a reader takes it
            cell = cell.substr(1, cell.size() - 2);
        }
        EXPECT_EQ(without_guard(cell), value) << cell;
    }
}

}  // namespace
}  // namespace vigil::import
