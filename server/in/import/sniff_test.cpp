#include "in/import/sniff.h"

#include <gtest/gtest.h>

namespace vigil::import {
namespace {

struct Case {
    const char* name;
    std::string head;
    std::string delimiter;
    char quote = '"';
    Escape escape = Escape::doubled;
    std::size_t preamble = 0;
    bool header = true;
};

TEST(Sniff, FindsTheDialect) {
    const Case cases[] = {
        {"comma", "name,age\nAda,36\nBo,40\n", ","},
        {"semicolon with decimal commas", "name;amount\nAda;1,5\nBo;2,25\n", ";"},
        {"tab", "name\tnote\nAda\tx, y\nBo\ta, b\n", "\t"},
        {"pipe", "id|name\n1|Ada\n2|Bo\n", "|"},
        {"two pipes", "id||name\n1||Ada\n2||Bo\n", "||"},
        {"commas in quotes", "name;note\n\"a, b, c\";1\n\"d, e, f\";2\n", ";"},
        {"apostrophes quote", "name,note\n'a, b',1\n'c, d',2\n", ",", '\''},
        {"apostrophes do not quote", "name,note\nO'Neil,'tis\nD'Arcy,x\n", ","},
        {"backslash", "name,note\n\"a \\\"b\\\", c\",1\n\"d \\\"e\\\", f\",2\n", ",", '"',
         Escape::backslash},
        {"declared", "sep=;\nname;age\nAda;3\n", ";", '"', Escape::doubled, 1},
        {"title lines",
         "Leads of March\n\nprinted 2026-03-02\nname,city,age\nAda,Rome,3\nBo,Bonn,4\n", ",", '"',
         Escape::doubled, 3},
        {"remarks", "# made by hand\n# twice\nname;age\nAda;3\nBo;4\n", ";", '"', Escape::doubled,
         2},
        {"one column", "name\nAda Byron\nBo Li\n", ","},
        {"full width comma", "姓名，电话\n王，1\n李，2\n", "，"},
        {"no header: numbers", "1,2,3\n4,5,6\n", ",", '"', Escape::doubled, 0, false},
        {"no header: an address", "Ada,ada@example.com\nBo,bo@example.com\n", ",", '"',
         Escape::doubled, 0, false},
        {"header alone", "first_name,last_name,email\n", ","},
        {"chinese header", "公司,手机\n甲,1390000\n乙,1380000\n", ","},
        {"trailing delimiter", "id,name,lat,\n1,x,0\n2,y,0\n", ","},
    };
    for (const Case& c : cases) {
        const Sniffed found = sniff(c.head, true);
        EXPECT_EQ(found.dialect.delimiter, c.delimiter) << c.name;
        EXPECT_EQ(found.dialect.quote, c.quote) << c.name;
        EXPECT_EQ(found.dialect.escape, c.escape) << c.name;
        EXPECT_EQ(found.preamble_lines, c.preamble) << c.name;
        EXPECT_EQ(found.has_header, c.header) << c.name;
    }
}

TEST(Sniff, FindsLineEndsRemarksAndBlanks) {
    EXPECT_EQ(sniff("a,b\r1,2\r3,4\r", true).dialect.line_end, LineEnd::cr);
    EXPECT_EQ(sniff("a,b\r\n1,2\r\n3,4\r\n", true).dialect.line_end, LineEnd::lf);
    EXPECT_EQ(sniff("a,b\n1,2\n# no row\n3,4\n", true).dialect.comment, '#');
    EXPECT_EQ(sniff("#,b\n1,2\n3,4\n", true).dialect.comment, 0);
    EXPECT_TRUE(
        sniff("\"Year\", \"Title\"\n1970, \"Hi, Mom!\"\n1971, \"x\"\n", true).dialect.skip_space);
}

TEST(Sniff, SaysWhetherTheHeaderIsSure) {
    EXPECT_TRUE(sniff("colour,size\nred,3\nblue,4\n", true).header_certain);
    EXPECT_FALSE(sniff("colour,shape\nred,round\nblue,square\n", true).header_certain);
}

TEST(Sniff, ARowCutOffByTheEndOfTheHeadTellsNothing) {
    std::string head = "name;amount\n";
    while (head.size() < sniff_bytes) head += "\"Ada; B\";1,5\n";
    const Sniffed found = sniff(std::string_view(head).substr(0, sniff_bytes), false);
    EXPECT_EQ(found.dialect.delimiter, ";");
    EXPECT_EQ(found.agreement, 1.0);
}

}  // namespace
}  // namespace vigil::import
