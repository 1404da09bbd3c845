// Numbers in the company's currency: what has happened by the rate of its day, the rest by today's.
#include <gtest/gtest.h>

#include "measure/forecast.h"
#include "measure/movements.h"
#include "usecases/find_records.h"
#include "usecases/house_fixture.h"

namespace vigil::measure {
namespace {

Money money(const char* amount, const char* currency) {
    return *parse_amount(amount, *parse_currency(currency));
}

// Today is 2026-03-02; the company is in UTC and counts in euro.
class RatesTest : public ::testing::Test {
  protected:
    RatesTest() {
        house_.registry.derive["opportunity"] = [](const Record*, Record& after, Moment) {
            const auto* day = std::get_if<Day>(&after["close_date"]);
            if (after.text("stage") == "won" && day)
                after.set("closed_at", Zone().to_utc(*day, hours(12).us));
        };
    }
    Id rate(const char* currency, std::int64_t millionths, Day from, std::int64_t per = 1) {
        return house_.create("exchange_rate", {{"currency", std::string(currency)},
                                               {"rate", millionths},
                                               {"per", per},
                                               {"valid_from", from}});
    }
    void opportunity(const char* stage, Money amount, Day close) {
        house_.create("opportunity", {{"name", std::string("Pumps")},
                                      {"stage", std::string(stage)},
                                      {"amount", amount},
                                      {"close_date", close}});
    }
    MetricAnswer ask(MetricAsk asked) {
        auto answer = ask_metric(house_.engine(), actor_, asked);
        if (!answer) throw std::runtime_error(answer.error().code + " " + answer.error().log);
        return *std::move(answer);
    }
    Result<Forecast> forecast_over(Period period) {
        ForecastAsk asked;
        asked.over = period;
        return forecast(house_.engine(), actor_, asked);
    }
    // "5.00 EUR", "unknown: JPY USD"
    std::string total_of(const Figure& figure) {
        const auto company = house_.engine().company.current();
        const Currency own = company->rates->own();
        if (const auto all = figure.in(own, *company->rates->worth(own, {})))
            return format_amount({all->amount, own}) + " " + std::string(own.view());
        std::string text = "unknown:";
        for (const Currency currency : figure.without_rate())
            text += " " + std::string(currency.view());
        return text;
    }
    std::int64_t listed(const char* filter) {
        ListRequest list;
        list.filter = filter;
        list.count = true;
        const auto found =
            find_records(house_.engine(), actor_, house_.entity("opportunity"), list);
        return found ? *found->count : -1;
    }

    testing::House house_;
    const Actor actor_ = Actor::house();
};

TEST_F(RatesTest, WonCountsByTheRateOfItsDay) {
    rate("USD", 800'000, make_day(2026, 1, 1));
    rate("USD", 900'000, make_day(2026, 2, 10));
    rate("USD", 100'000, make_day(2026, 3, 3));  // tomorrow's
    opportunity("won", money("1000", "USD"), make_day(2026, 2, 9));
    opportunity("won", money("1000", "USD"), make_day(2026, 2, 10));
    opportunity("won", money("5", "EUR"), make_day(2026, 1, 15));
    opportunity("won", money("10", "USD"), make_day(2026, 3, 1));
    EXPECT_EQ(total_of(ask({.key = "opportunities_won"}).total.figure), "1714.00 EUR");
    const auto months = ask({.key = "opportunities_won",
                             .over = Period::month,
                             .from = make_day(2026, 1, 1),
                             .to = make_day(2026, 3, 31)});
    ASSERT_EQ(months.parts.size(), 3u);
    EXPECT_EQ(total_of(months.parts[0].figure), "5.00 EUR");
    EXPECT_EQ(total_of(months.parts[1].figure), "1700.00 EUR");
    EXPECT_EQ(total_of(months.parts[2].figure), "9.00 EUR");
    EXPECT_EQ(total_of(months.total.figure), "1714.00 EUR");
    EXPECT_EQ(months.total.figure.sum_in(*parse_currency("USD")), 2010'00);
    const auto day = ask({.key = "opportunities_won",
                          .by = {"stage"},
                          .from = make_day(2026, 2, 10),
                          .to = make_day(2026, 2, 10)});
    ASSERT_EQ(day.parts.size(), 1u);
    EXPECT_EQ(total_of(day.parts[0].figure), "900.00 EUR");
}

TEST_F(RatesTest, WithoutARateThereIsNoTotal) {
    rate("USD", 800'000, make_day(2026, 1, 1));
    opportunity("won", money("10", "USD"), make_day(2026, 1, 1));
    opportunity("won", money("10", "USD"), make_day(2025, 12, 31));
    EXPECT_EQ(total_of(ask({.key = "opportunities_won"}).total.figure), "unknown: USD");
    EXPECT_EQ(
        total_of(ask({.key = "opportunities_won", .from = make_day(2026, 1, 1)}).total.figure),
        "8.00 EUR");
    opportunity("proposal", money("100", "JPY"), make_day(2026, 3, 31));
    EXPECT_EQ(total_of(ask({.key = "open_pipeline"}).total.figure), "unknown: JPY");
}

TEST_F(RatesTest, WhatIsOpenCountsByTodaysRateWhateverItsCloseDate) {
    rate("USD", 800'000, make_day(2026, 1, 1));
    rate("USD", 900'000, make_day(2026, 3, 1));
    rate("USD", 100'000, make_day(2026, 3, 3));
    opportunity("proposal", money("10", "USD"), make_day(2026, 1, 5));
    opportunity("proposal", money("10", "USD"), make_day(2026, 12, 5));
    EXPECT_EQ(total_of(ask({.key = "open_pipeline"}).total.figure), "18.00 EUR");
    const auto moved = movements(house_.engine(), actor_, {.since = house_.clock.at});
    ASSERT_TRUE(moved);
    EXPECT_EQ(total_of(moved->ends), "0.00 EUR");
}

TEST_F(RatesTest, TheForecastAndItsPlanHaveOneLineOfAll) {
    rate("USD", 800'000, make_day(2026, 1, 1));
    house_.create("user", {{"name", std::string("Rita")},
                           {"email", std::string("rita@example.com")},
                           {"role", std::string("rep")}});
    const Id rita = house_.all("user").back().id();
    for (const auto& amount : {money("1000", "USD"), money("100", "EUR")})
        house_.create("plan",
                      {{"metric", std::string("opportunities_won")},
                       {"user", rita},
                       {"period", std::string(amount.minor == 100'00 ? "month" : "quarter")},
                       {"first_day", make_day(2026, amount.minor == 100'00 ? 3 : 1, 1)},
                       {"amount", amount}});
    opportunity("won", money("50", "USD"), make_day(2026, 3, 1));
    auto told = forecast_over(Period::month);
    ASSERT_TRUE(told);
    ASSERT_TRUE(told->total.all);
    EXPECT_EQ(told->total.all->won, 40'00);
    EXPECT_EQ(told->total.all->plan, 100'00);
    EXPECT_EQ(told->total.all->gap(), 60'00);
    told = forecast_over(Period::quarter);
    EXPECT_EQ(told->total.all->plan, 800'00) << "a plan in dollars";
    const auto won = ask({.key = "opportunities_won", .over = Period::month, .plan = true});
    const auto aims = aims_of(*won.total.goal, won.total.figure, *won.company->rates, won.today);
    ASSERT_EQ(aims.size(), 1u);
    EXPECT_EQ(aims[0].done, 40'00) << "dollars that came in count for the plan in euro";
    opportunity("proposal", money("1", "JPY"), make_day(2026, 3, 31));
    told = forecast_over(Period::month);
    EXPECT_FALSE(told->total.all);
    EXPECT_EQ(told->total.without_rate, std::vector<Currency>{*parse_currency("JPY")});
}

TEST_F(RatesTest, ListsAskForTheCompanysCurrency) {
    opportunity("proposal", money("9600", "EUR"), make_day(2026, 3, 31));
    opportunity("proposal", money("12000", "USD"), make_day(2026, 3, 31));
    EXPECT_EQ(listed("amount >= 9600"), 1);
    const Id made = rate("USD", 800'000, make_day(2026, 3, 2));
    EXPECT_EQ(listed("amount >= 9600"), 2);
    EXPECT_EQ(listed("amount = 12000 USD"), 2);
    rate("USD", 900'000, make_day(2026, 3, 3));
    EXPECT_EQ(listed("amount > 9600"), 0);
    house_.clock.at = house_.clock.at + days(1);
    EXPECT_EQ(listed("amount > 9600"), 1);
    EXPECT_TRUE(made);
}

TEST_F(RatesTest, ACurrencyThatIsUsedAndHasNoRateIsKnown) {
    const auto missing = [&] {
        return house_.engine().company.current()->without_rate(house_.clock.at);
    };
    EXPECT_TRUE(missing().empty());
    opportunity("proposal", money("1", "EUR"), make_day(2026, 3, 31));
    EXPECT_TRUE(missing().empty());
    opportunity("proposal", money("1", "USD"), make_day(2026, 3, 31));
    opportunity("proposal", money("1", "USD"), make_day(2026, 3, 31));
    EXPECT_EQ(missing(), std::vector<Currency>{*parse_currency("USD")});
    house_.reopen();
    EXPECT_EQ(missing(), std::vector<Currency>{*parse_currency("USD")});
    rate("USD", 800'000, make_day(2026, 3, 2));
    EXPECT_TRUE(missing().empty());
}

}  // namespace
}  // namespace vigil::measure
