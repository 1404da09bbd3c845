#include "model/condition_value.h"

#include <gtest/gtest.h>

namespace vigil {
namespace {

constexpr Currency eur{{'E', 'U', 'R'}}, usd{{'U', 'S', 'D'}}, jpy{{'J', 'P', 'Y'}};

ConditionContext at_rates() {
    ConditionContext context;
    context.now = *parse_moment("2026-03-02T09:00:00Z");
    ExchangeRates rates(eur, *Zone::find("Europe/Berlin"));
    rates.add(usd, make_day(2026, 3, 1), {900'000, 1});
    rates.add(usd, make_day(2026, 3, 3), {500'000, 1});
    context.rates = std::make_shared<ExchangeRates>(rates);
    return context;
}

TEST(ConditionValue, MoneyIsComparedExactlyByTodaysRate) {
    const auto context = at_rates();
    EXPECT_EQ(compare_money({9'00, eur}, {10'00, usd}, context), std::strong_ordering::equal);
    EXPECT_EQ(compare_money({9'01, eur}, {10'00, usd}, context), std::strong_ordering::greater);
    EXPECT_EQ(compare_money({10'00, usd}, {9'0000, {}}, context), std::strong_ordering::equal);
    EXPECT_EQ(compare_money({10'00, usd}, {9'0001, {}}, context), std::strong_ordering::less);
    EXPECT_EQ(compare_money({1, jpy}, {1, eur}, context), std::nullopt);
    EXPECT_EQ(compare_money({1, jpy}, {2, jpy}, {}), std::strong_ordering::less);
    EXPECT_EQ(compare_money({1, eur}, {2, {}}, {}), std::nullopt) << "whose currency?";
}

// The new day begins where the company is.
TEST(ConditionValue, TomorrowsRateHoldsFromMidnight) {
    auto context = at_rates();
    context.now = *parse_moment("2026-03-02T22:59:59Z");
    EXPECT_EQ(compare_money({9'00, eur}, {10'00, usd}, context), std::strong_ordering::equal);
    context.now = *parse_moment("2026-03-02T23:00:00Z");
    EXPECT_EQ(compare_money({5'00, eur}, {10'00, usd}, context), std::strong_ordering::equal);
}

TEST(ConditionValue, BoundsRoundOutwardsInEachCurrency) {
    const auto bounds = bounds_of({10'0005, {}}, at_rates());
    ASSERT_EQ(bounds.size(), 2u);
    EXPECT_EQ(bounds[0].currency, eur);
    EXPECT_EQ(bounds[0].units.floor, 10'00);
    EXPECT_EQ(bounds[0].units.ceil, 10'01);
    EXPECT_FALSE(bounds[0].exact());
    EXPECT_EQ(bounds[1].currency, usd);
    EXPECT_EQ(bounds[1].units.floor, 11'11);
    EXPECT_TRUE(bounds_of({9'0000, {}}, at_rates())[1].exact());
    EXPECT_EQ(bounds_of({7, jpy}, at_rates()).size(), 1u) << "without a rate only with itself";
    EXPECT_TRUE(bounds_of({7, {}}, {}).empty());
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
