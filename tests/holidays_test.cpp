// The days off that ship, beside days on which two others agree. Skipped where that table is not there.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "in/import/shared_data.h"
#include "usecases/calendar_text.h"

namespace vigil::testing {
namespace {

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c == '\t')
            cells.emplace_back();
        else
            cells.back() += c;
    }
    return cells;
}

std::set<std::string> days_off_in(const std::string& country) {
    std::set<std::string> days;
    for (const auto& special : holidays_of(country))
        if (special.hours.empty()) days.insert(to_string(special.day));
    return days;
}

TEST(Holidays, WhatTwoSourcesAgreeOnIsOff) {
    const auto table = import::shared_data("holidays/crosscheck_dev.tsv");
    if (!table) GTEST_SKIP() << "no shared data";
    std::ifstream lines(*table);
    std::map<std::string, std::set<std::string>> known;
    int agreed = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto cells = cells_of(line);  // country, date, two sources, verdict, names
        if (cells.size() < 5 || cells[4] != "agreed") continue;
        ++agreed;
        const auto [country, is_new] = known.try_emplace(cells[0]);
        if (is_new) country->second = days_off_in(cells[0]);
        EXPECT_TRUE(country->second.contains(cells[1])) << line;
    }
    EXPECT_GT(agreed, 2'000);
}

}  // namespace
}  // namespace vigil::testing
