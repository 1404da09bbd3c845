#include "base/exchange.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace vigil {
namespace {

constexpr Currency eur{{'E', 'U', 'R'}}, usd{{'U', 'S', 'D'}}, jpy{{'J', 'P', 'Y'}};
constexpr Currency kwd{{'K', 'W', 'D'}};

TEST(Exchange, TheSmallestUnitIsWorthItsShare) {
    EXPECT_EQ(worth_of(usd, {900'000, 1}), (Worth{9, 1'000}));
    EXPECT_EQ(worth_of(jpy, {612'500, 100}), (Worth{49, 8'000}));
    EXPECT_EQ(worth_of(kwd, {3'000'001, 1}), (Worth{3'000'001, 1'000'000'000}));
}

TEST(Exchange, ComparesExactly) {
    const Worth dollar = worth_of(usd, {333'333, 1}), euro = worth_of(eur, {1'000'000, 1});
    EXPECT_EQ(compare({100'000'000, dollar}, {33'333'300, euro}), std::strong_ordering::equal);
    EXPECT_EQ(compare({100'000'000, dollar}, {33'333'299, euro}), std::strong_ordering::greater);
    EXPECT_EQ(compare({-1, dollar}, {0, euro}), std::strong_ordering::less);
    EXPECT_EQ(compare({-3, dollar}, {-1, euro}), std::strong_ordering::greater);
}

TEST(Exchange, TheLargestAmountsAndRatesDoNotOverflow) {
    const Worth dear = worth_of(jpy, {most_rate * 1'000'000, 1});
    const Worth cheap = worth_of(kwd, {1, most_per});
    EXPECT_EQ(compare({INT64_MAX, dear}, {INT64_MAX, cheap}), std::strong_ordering::greater);
    EXPECT_EQ(compare({INT64_MIN, dear}, {INT64_MIN, cheap}), std::strong_ordering::less);
    EXPECT_EQ(compare({INT64_MAX, dear}, {INT64_MAX, dear}), std::strong_ordering::equal);
    EXPECT_EQ(convert({INT64_MAX, dear}, cheap), std::nullopt);
    EXPECT_EQ(convert({INT64_MAX, cheap}, dear), 0);
    EXPECT_GT(nearest({INT64_MAX, dear}, cheap).floor, INT64_MAX);
}

TEST(Exchange, WhatIsNearestRoundsOutwards) {
    const Worth dollar = worth_of(usd, {900'000, 1}), euro = worth_of(eur, {1'000'000, 1});
    EXPECT_EQ(nearest({9'00, euro}, dollar).floor, 10'00);
    EXPECT_EQ(nearest({9'00, euro}, dollar).ceil, 10'00);
    EXPECT_EQ(nearest({10'00, euro}, dollar).floor, 11'11);
    EXPECT_EQ(nearest({10'00, euro}, dollar).ceil, 11'12);
    EXPECT_EQ(nearest({-10'00, euro}, dollar).floor, -11'12);
    EXPECT_EQ(nearest({-10'00, euro}, dollar).ceil, -11'11);
}

TEST(Exchange, ConvertsHalfToEven) {
    const Worth half = worth_of(usd, {500'000, 1}), euro = worth_of(eur, {1'000'000, 1});
    EXPECT_EQ(convert({1, half}, euro), 0);
    EXPECT_EQ(convert({3, half}, euro), 2);
    EXPECT_EQ(convert({-1, half}, euro), 0);
    EXPECT_EQ(convert({-3, half}, euro), -2);
    EXPECT_EQ(convert({-5, half}, euro), -2);
    EXPECT_EQ(convert({5, euro}, half), 10);
    EXPECT_EQ(convert({INT64_MAX, half}, half), INT64_MAX);
}

TEST(Exchange, TheNewestRateThatHasBegunHolds) {
    ExchangeRates rates(eur, Zone());
    const Day first = make_day(2026, 3, 1), second = make_day(2026, 3, 5);
    rates.add(usd, second, {800'000, 1});
    rates.add(usd, first, {900'000, 1});
    rates.add(usd, make_day(2026, 3, 2), {0, 1});
    rates.add(jpy, make_day(2026, 3, 3), {1, most_per + 1});
    EXPECT_EQ(rates.worth(usd, first + -1), std::nullopt);
    EXPECT_EQ(rates.worth(usd, second + -1), worth_of(usd, {900'000, 1}));
    EXPECT_EQ(rates.worth(usd, second), worth_of(usd, {800'000, 1}));
    EXPECT_EQ(rates.rate(usd, second + 100)->valid_from, second);
    EXPECT_EQ(rates.worth(jpy, second), std::nullopt) << "no rate: for too many units";
    EXPECT_EQ(rates.worth(eur, first + -1000), (Worth{1, 100})) << "its own needs none";
    EXPECT_EQ(rates.worths(second).size(), 2u);
    EXPECT_EQ(rates.changes({usd}, first, second), std::vector<Day>{second});
    EXPECT_EQ(rates.changes({jpy}, first + -10, second), std::vector<Day>{});
}

TEST(Exchange, OfItsOwnCurrencyNothingIsTaken) {
    ExchangeRates rates(eur, Zone());
    rates.add(eur, Day{}, {2'000'000, 1});
    EXPECT_TRUE(rates.empty());
    EXPECT_EQ(rates.worth(eur, Day{}), (Worth{1, 100}));
}

}  // namespace
}  // namespace vigil
