#include "in/import/reader.h"

#include <gtest/gtest.h>

#include <chrono>

namespace vigil::import {
namespace {

struct Got {
    std::uint64_t line;
    std::vector<std::string> cells;
    std::string fault;
    bool operator==(const Got&) const = default;
};

void PrintTo(const Got& got, std::ostream* out) {
    *out << got.line << ":";
    for (const std::string& cell : got.cells) *out << "[" << cell << "]";
    *out << got.fault;
}

// Hands out `step` bytes at a time.
class Dripping final : public Source {
  public:
    Dripping(std::string bytes, std::size_t step) : bytes_(std::move(bytes)), step_(step) {}
    Result<std::size_t> read(char* to, std::size_t room) override {
        const std::size_t count = std::min({room, step_, bytes_.size() - at_});
        bytes_.copy(to, count, at_);
        at_ += count;
        return count;
    }

  private:
    std::string bytes_;
    std::size_t step_;
    std::size_t at_ = 0;
};

std::vector<Got> rows_of(const std::string& text, Dialect dialect = {}, ReadLimits limits = {}) {
    Dripping source(text, 7);
    Reader reader(source, std::move(dialect), limits);
    std::vector<Got> rows;
    Row row;
    while (true) {
        const auto any = reader.next(row);
        if (!any) {
            rows.push_back({0, {}, any.error().code});
            return rows;
        }
        if (!*any) return rows;
        rows.push_back({row.line,
                        {row.cells.begin(), row.cells.end()},
                        row.faults.empty() ? "" : row.faults[0].code});
    }
}

using Rows = std::vector<Got>;

TEST(Reader, ReadsPlainAndQuotedCells) {
    EXPECT_EQ(rows_of("a,b\n1,2"), (Rows{{1, {"a", "b"}, ""}, {2, {"1", "2"}, ""}}));
    EXPECT_EQ(rows_of("a,b\r\n\"1\r\n2\",\"x \"\"y\"\"\"\r\n3,\r\n"),
              (Rows{{1, {"a", "b"}, ""}, {2, {"1\r\n2", "x \"y\""}, ""}, {4, {"3", ""}, ""}}));
    EXPECT_EQ(rows_of("a\n\n\r\n\"\"\n b \n"),
              (Rows{{1, {"a"}, ""}, {4, {""}, ""}, {5, {" b "}, ""}}));
    EXPECT_EQ(rows_of(",\n"), (Rows{{1, {"", ""}, ""}}));
    EXPECT_EQ(rows_of(""), Rows{});
    EXPECT_EQ(rows_of("a\rb,c\r", {}), (Rows{{1, {"a\rb", "c"}, ""}}));
}

TEST(Reader, ReadsOtherDialects) {
    EXPECT_EQ(rows_of("a\rb,\"c\rd\"\re", {.line_end = LineEnd::cr}),
              (Rows{{1, {"a"}, ""}, {2, {"b", "c\rd"}, ""}, {4, {"e"}, ""}}));
    Dialect pipes;
    pipes.delimiter = "||";
    EXPECT_EQ(rows_of("a|b||\"c||d\"||e\n", pipes), (Rows{{1, {"a|b", "c||d", "e"}, ""}}));
    Dialect backslash;
    backslash.escape = Escape::backslash;
    EXPECT_EQ(rows_of("\"a \\\"b\\\" \\n \\\\\",c\n", backslash),
              (Rows{{1, {"a \"b\" \\n \\", "c"}, ""}}));
    Dialect blanks;
    blanks.skip_space = true;
    EXPECT_EQ(rows_of("1,  \"Hi, Mom!\", x\n", blanks), (Rows{{1, {"1", "Hi, Mom!", "x"}, ""}}));
    Dialect remarks;
    remarks.comment = '#';
    remarks.columns = 2;
    EXPECT_EQ(rows_of("#one\na,b\n# \"two\n#3,c\n", remarks),
              (Rows{{2, {"a", "b"}, ""}, {4, {"#3", "c"}, ""}}));
    Dialect plain;
    plain.quote = 0;
    EXPECT_EQ(rows_of("\"a,b\"\n", plain), (Rows{{1, {"\"a", "b\""}, ""}}));
}

TEST(Reader, KeepsStrayQuotes) {
    EXPECT_EQ(rows_of("a\"b,c\"\n"), (Rows{{1, {"a\"b", "c\""}, ""}}));
    EXPECT_EQ(rows_of("\"Mike \"The Man\" Smith\",x\n"),
              (Rows{{1, {"Mike \"The Man\" Smith", "x"}, ""}}));
    EXPECT_EQ(rows_of("\"ANTON\" GmbH,1\n\"B\",2\n"),
              (Rows{{1, {"\"ANTON\" GmbH", "1"}, ""}, {2, {"B", "2"}, ""}}));
    EXPECT_EQ(rows_of("\"abc\"def,\"x\"\n"), (Rows{{1, {"\"abc\"def", "x"}, ""}}));
    EXPECT_EQ(rows_of("\"a\" ,b\n"), (Rows{{1, {"a", "b"}, ""}}));
    EXPECT_EQ(rows_of("x,\"open"), (Rows{{1, {"x", "\"open"}, ""}}));
}

TEST(Reader, AQuoteThatNeverClosesCostsOneLine) {
    EXPECT_EQ(rows_of("a,b\n\"1,2\n3,4\n5,6\n"), (Rows{{1, {"a", "b"}, ""},
                                                       {2, {"\"1", "2"}, "row_quote_unclosed"},
                                                       {3, {"3", "4"}, ""},
                                                       {4, {"5", "6"}, ""}}));
    // … every time it happens, however far the next quote is.
    std::string far;
    for (int i = 0; i < 3; ++i) {
        far += "\"a,b\n";
        for (int k = 0; k < 600'000; ++k) far += "x\n";
    }
    const Rows rows = rows_of(far, {}, {.row_bytes = 1000});
    EXPECT_EQ(rows.size(), 3u * 600'001);
    EXPECT_EQ(rows[600'001], (Got{600'002, {"\"a", "b"}, "row_quote_unclosed"}));
}

TEST(Reader, HoldsItsBounds) {
    const ReadLimits small{.cell_bytes = 10, .columns = 3, .row_bytes = 30};
    EXPECT_EQ(rows_of("12345678901,b\nc\n", {}, small),
              (Rows{{1, {"12345678901", "b"}, "cell_too_long"}, {2, {"c"}, ""}}));
    EXPECT_EQ(rows_of("1,2,3,4\nc\n", {}, small),
              (Rows{{1, {"1", "2", "3"}, "row_too_many_cells"}, {2, {"c"}, ""}}));
    EXPECT_EQ(
        rows_of("1,23456789,12345678,1234567890\nc", {}, {.columns = 9, .row_bytes = 20}),
        (Rows{{1, {"1", "23456789", "12345678", "1234567890"}, "row_too_long"}, {2, {"c"}, ""}}));
    const std::string endless(6'000'000, 'x');
    const Rows rows = rows_of(endless + "\nc,d\n");
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].fault, "row_too_long");
    EXPECT_EQ(rows[1], (Got{2, {"c", "d"}, ""}));
    EXPECT_EQ(rows_of(std::string("a\0b,c\nd\n", 8)),
              (Rows{{1, {std::string("a\0b", 3), "c"}, "cell_has_nul"}, {2, {"d"}, ""}}));
}

TEST(Reader, TellsTheRawTextAndItsPlace) {
    const auto source = memory_source("a,b\r\n\"1\n2\",\"\"\"x\"\r\nlast");
    Reader reader(*source, {});
    Row row;
    ASSERT_TRUE(*reader.next(row));
    ASSERT_TRUE(*reader.next(row));
    EXPECT_EQ(row.raw, "\"1\n2\",\"\"\"x\"");
    EXPECT_EQ(row.offset, 5u);
    ASSERT_TRUE(*reader.next(row));
    EXPECT_EQ(row.raw, "last");
    EXPECT_EQ(row.line, 4u);
}

// Prints its speed; what it asserts is only the number of rows, machines differ.
TEST(Reader, IsFast) {
    std::string text;
    std::size_t rows = 0;
    for (; text.size() < 20'000'000; ++rows) {
        text +=
            "Ada,Byron,\"Engines, Analytical\",ada@example.com,+44 20 7946 0000,web,2026-03-02\n";
    }
    const std::size_t bytes = text.size();
    const auto source = memory_source(std::move(text));
    Reader reader(*source, {});
    Row row;
    const auto start = std::chrono::steady_clock::now();
    std::size_t read = 0;
    while (*reader.next(row)) ++read;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_EQ(read, rows);
    const double speed = static_cast<double>(bytes) / 1e6 / took.count();
    RecordProperty("megabytes_per_second", static_cast<int>(speed));
    std::printf("reader: %.0f MB/s\n", speed);
}

}  // namespace
}  // namespace vigil::import
