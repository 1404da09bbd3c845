#include "base/period.h"

#include <gtest/gtest.h>

namespace vigil {
namespace {

Day day(const char* text) { return *parse_day(text); }

TEST(Period, BeginsWhereTheCalendarSays) {
    EXPECT_EQ(first_of(Period::day, day("2026-03-05")), day("2026-03-05"));
    EXPECT_EQ(first_of(Period::week, day("2026-03-01")), day("2026-02-23"));  // a Sunday
    EXPECT_EQ(first_of(Period::week, day("2026-03-02")), day("2026-03-02"));
    EXPECT_EQ(first_of(Period::month, day("2024-02-29")), day("2024-02-01"));
    EXPECT_EQ(first_of(Period::quarter, day("2026-12-31")), day("2026-10-01"));
    EXPECT_EQ(first_of(Period::quarter, day("2026-03-31")), day("2026-01-01"));
    EXPECT_EQ(first_of(Period::year, day("1969-06-01")), day("1969-01-01"));
}

TEST(Period, EveryPeriodEndsWhereTheNextBegins) {
    for (const auto period :
         {Period::day, Period::week, Period::month, Period::quarter, Period::year}) {
        Day first = first_of(period, day("2019-01-01"));
        while (first < day("2033-01-01")) {
            const Day next = next_first(period, first);
            ASSERT_LT(first, next);
            ASSERT_EQ(first_of(period, next), next) << to_string(period) << to_string(next);
            ASSERT_EQ(first_of(period, next + -1), first) << to_string(period) << to_string(first);
            ASSERT_EQ(next_first(period, next + -1), next);
            first = next;
        }
    }
}

TEST(Period, HasAName) {
    EXPECT_EQ(parse_period("quarter"), Period::quarter);
    EXPECT_EQ(to_string(Period::week), "week");
    EXPECT_FALSE(parse_period("weeks"));
    EXPECT_FALSE(parse_period(""));
}

}  // namespace
}  // namespace vigil
