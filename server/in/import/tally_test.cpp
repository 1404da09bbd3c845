#include "in/import/tally.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace vigil::import {
namespace {

using Json = nlohmann::json;

const std::vector<std::string> header{"Name", "Source"};

TEST(Tally, CountsAWrongValueOnceForAllItsRows) {
    WrongValues wrong;
    for (std::uint64_t line = 2; line < 3'000; ++line)
        wrong.add(header, {"Ada", line % 3 == 0 ? " Balloon " : "Kite"},
                  {line, "Source", "not_a_choice", line % 3 == 0 ? "No Balloon." : "No Kite."});
    wrong.add(header, {"Bob", "Kite"}, {3'000, "", "match_several", "Two of them."});
    const Json told = Json::parse(wrong.json());
    EXPECT_TRUE(told["complete"].get<bool>());
    ASSERT_EQ(told["values"].size(), 3u);
    EXPECT_EQ(told["values"][0]["value"], "Kite");
    EXPECT_EQ(told["values"][0]["rows"], 1'999);
    EXPECT_EQ(told["values"][0]["line"], 2);
    EXPECT_EQ(told["values"][0]["beside"], Json::parse(R"(["Ada"])"));
    EXPECT_EQ(told["values"][1]["value"], "Balloon") << "as a map's values name it";
    EXPECT_EQ(told["values"][1]["rows"], 999);
    EXPECT_EQ(told["values"][2]["value"], "") << "the row as a whole is wrong";
    EXPECT_EQ(told["values"][2]["beside"], Json::parse(R"(["Bob", "Kite"])"));
}

TEST(Tally, SaysWhereItKeepsNoMoreDifferentValues) {
    WrongValues wrong;
    for (std::size_t i = 0; i < WrongValues::max; ++i)
        wrong.add(header, {"A", std::to_string(i)}, {i + 2, "Source", "x", "No."});
    EXPECT_TRUE(Json::parse(wrong.json())["complete"].get<bool>());
    wrong.add(header, {"A", "0"}, {5'000, "Source", "x", "No."});
    EXPECT_TRUE(Json::parse(wrong.json())["complete"].get<bool>());
    wrong.add(header, {"A", "more"}, {5'001, "Source", "x", "No."});
    const Json told = Json::parse(wrong.json());
    EXPECT_FALSE(told["complete"].get<bool>());
    EXPECT_EQ(told["values"].size(), WrongValues::max);
    EXPECT_EQ(told["values"][0]["rows"], 2);
}

}  // namespace
}  // namespace vigil::import
