#include "model/condition_value.h"

#include <gtest/gtest.h>

namespace vigil {
namespace {

TEST(ConditionValue, UnitsRoundOutwards) {
    EXPECT_EQ(units_of(12'345, 2).floor, 123);
    EXPECT_EQ(units_of(12'345, 2).ceil, 124);
    EXPECT_EQ(units_of(-12'345, 2).floor, -124);
    EXPECT_EQ(units_of(-12'345, 2).ceil, -123);
    EXPECT_TRUE(units_of(12'300, 2).exact());
    EXPECT_EQ(units_of(20'000, 0).floor, 2);
    EXPECT_EQ(units_of(7, 4).floor, 7);
}

TEST(ConditionValue, KnowsMinorDigits) {
    EXPECT_EQ(minor_digits({{'E', 'U', 'R'}}), 2);
    EXPECT_EQ(minor_digits({{'J', 'P', 'Y'}}), 0);
    EXPECT_EQ(minor_digits({{'T', 'N', 'D'}}), 3);
    EXPECT_EQ(minor_digits({{'U', 'Y', 'W'}}), 4);
}

Day day_after(const char* now, int months) {
    ConditionContext context;
    context.now = *parse_moment(now);
    Term term;
    term.kind = Term::Kind::today;
    term.offset = months;
    term.unit = Amount::months;
    return *day_of(term, context);
}

TEST(ConditionValue, MonthsEndWhereTheMonthEnds) {
    EXPECT_EQ(day_after("2026-01-31T00:00:00Z", 1), make_day(2026, 2, 28));
    EXPECT_EQ(day_after("2024-01-31T00:00:00Z", 1), make_day(2024, 2, 29));
    EXPECT_EQ(day_after("2026-01-15T00:00:00Z", -1), make_day(2025, 12, 15));
    EXPECT_EQ(day_after("2026-12-31T00:00:00Z", 2), make_day(2027, 2, 28));
    EXPECT_EQ(day_after("2026-03-31T00:00:00Z", -13), make_day(2025, 2, 28));
    EXPECT_EQ(day_after("2026-05-31T00:00:00Z", 1200), make_day(2126, 5, 31));
}

// Midnight of 2018-11-04 does not exist in São Paulo: the day begins at 01:00.
TEST(ConditionValue, ADayBeginsAtItsFirstMoment) {
    ConditionContext context;
    context.time_zone = "America/Sao_Paulo";
    Term term;
    term.value = make_day(2018, 11, 4);
    const auto stretch = stretch_of(term, context);
    EXPECT_EQ(to_string(stretch->from), "2018-11-04T03:00:00.000000Z");
    EXPECT_EQ(to_string(stretch->to), "2018-11-05T02:00:00.000000Z");
}

}  // namespace
}  // namespace vigil
