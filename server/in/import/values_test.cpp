#include "in/import/values.h"

#include <gtest/gtest.h>

#include <limits>

namespace vigil::import {
namespace {

constexpr std::int64_t hour_us = 3'600'000'000;
constexpr std::int64_t minute_us = 60'000'000;

LocalTime on(int y, unsigned m, unsigned d, std::optional<std::int64_t> time = {},
             std::optional<int> offset = {}) {
    return {make_day(y, m, d), time, offset};
}

DatePlan order(DateOrder o) { return {.order = o, .excel_serial = false, .format = {}}; }

std::string code_of(const auto& parsed) { return parsed ? "" : std::string(parsed.error()); }

TEST(Dates, AreReadAsPeopleWriteThem) {
    struct Case {
        const char* cell;
        LocalTime want;
    };
    const auto half_past_nine = 9 * hour_us + 30 * minute_us;
    const Case cases[] = {
        {"2026-03-02", on(2026, 3, 2)},
        {"2026/3/2", on(2026, 3, 2)},
        {"20260302", on(2026, 3, 2)},
        {"02.03.2026", on(2026, 3, 2)},
        {"2. 3. 2026", on(2026, 3, 2)},
        {"2/3/26", on(2026, 3, 2)},
        {"2/3/99", on(1999, 3, 2)},
        {"2 Jan 2026", on(2026, 1, 2)},
        {"2-Jan-26", on(2026, 1, 2)},
        {"Jan 2nd, 2026", on(2026, 1, 2)},
        {"Monday, March 2, 2026", on(2026, 3, 2)},
        {"2. März 2026", on(2026, 3, 2)},
        {"2 de marzo de 2026", on(2026, 3, 2)},
        {"2 марта 2026", on(2026, 3, 2)},
        {"2026年3月2日", on(2026, 3, 2)},
        {"２０２６年３月２日", on(2026, 3, 2)},
        {"2026年3月2日 下午3时5分", on(2026, 3, 2, 15 * hour_us + 5 * minute_us)},
        {"2026-03-02 09:30", on(2026, 3, 2, half_past_nine)},
        {"2026-03-02T09:30:00Z", on(2026, 3, 2, half_past_nine, 0)},
        {"2026-03-02T09:30:00.25+05:30", on(2026, 3, 2, half_past_nine + 250'000, 330)},
        {"2026-03-02 09:30:00 -0800", on(2026, 3, 2, half_past_nine, -480)},
        {"2026-03-02 09:30 UTC", on(2026, 3, 2, half_past_nine, 0)},
        {"02/03/2026 9:30 PM", on(2026, 3, 2, 21 * hour_us + 30 * minute_us)},
        {"02/03/2026 12:30 a.m.", on(2026, 3, 2, 30 * minute_us)},
        {"29.02.2024", on(2024, 2, 29)},
    };
    for (const Case& c : cases) {
        const auto got = parse_date(c.cell, order(DateOrder::dmy));
        ASSERT_TRUE(got) << c.cell << " " << code_of(got);
        EXPECT_EQ(got->day.number, c.want.day.number) << c.cell;
        EXPECT_EQ(got->time_us, c.want.time_us) << c.cell;
        EXPECT_EQ(got->offset_min, c.want.offset_min) << c.cell;
    }
    EXPECT_EQ(parse_date("03/02/2026", order(DateOrder::mdy))->day, make_day(2026, 3, 2));
}

TEST(Dates, AreRefusedWithTheirReason) {
    const std::pair<const char*, const char*> cases[] = {
        {"31.04.2026", "date_impossible"},
        {"29.02.2026", "date_impossible"},
        {"02/13/2026", "date_order"},
        {"2026-13-02", "date_impossible"},
        {"tomorrow", "date_malformed"},
        {"", "date_malformed"},
        {"12", "date_malformed"},
        {"1/2/3/4", "date_malformed"},
        {"2026-03-02 25:00", "date_impossible"},
        {"2026-03-02 EST", "date_malformed"},
        {"2026-03-02 09:00 EST", "date_zone_unknown"},
        {"1/2/123", "date_malformed"},
        {"99999999999", "date_malformed"},
        {"3 Foo 2026", "date_malformed"},
    };
    for (const auto& [cell, code] : cases) {
        EXPECT_EQ(code_of(parse_date(cell, order(DateOrder::dmy))), code) << cell;
    }
}

TEST(Dates, AnExplicitFormatWins) {
    const auto read = [](const char* format, const char* cell) {
        const auto plan = date_plan_of(format);
        return plan ? parse_date(cell, *plan) : Parsed<LocalTime>(std::unexpected("no plan"));
    };
    EXPECT_EQ(read("dd/mm/yyyy", "03/02/2026"), on(2026, 2, 3));
    EXPECT_EQ(read("mm/dd/yyyy", "03/02/2026"), on(2026, 3, 2));
    EXPECT_EQ(read("mm/dd/yyyy hh:mm", "03/02/2026 09:30"),
              on(2026, 3, 2, 9 * hour_us + 30 * minute_us));
    EXPECT_EQ(read("m/d/yy h:mm am/pm", "3/2/26 1:05 pm"),
              on(2026, 3, 2, 13 * hour_us + 5 * minute_us));
    EXPECT_EQ(read("d mmm yyyy", "2 Jan 2026"), on(2026, 1, 2));
    EXPECT_EQ(read("%Y%m%d", "20260302"), on(2026, 3, 2));
    EXPECT_EQ(read("yyyy年m月d日", "2026年3月2日"), on(2026, 3, 2));
    EXPECT_EQ(read("excel", "46083"), on(2026, 3, 2));
    EXPECT_EQ(read("excel", "46083.5"), on(2026, 3, 2, 12 * hour_us));
    EXPECT_EQ(read("excel", "1"), on(1900, 1, 1));
    EXPECT_EQ(read("excel", "61"), on(1900, 3, 1));
    EXPECT_EQ(code_of(read("dd/mm/yyyy", "2026-03-02")), "date_not_in_format");
    EXPECT_EQ(code_of(read("dd/mm/yyyy", "30/02/2026")), "date_impossible");
    EXPECT_FALSE(date_plan_of("dd/mm"));
    EXPECT_FALSE(date_plan_of("whatever"));
}

ColumnPlan plan_of(std::initializer_list<const char*> cells, Habits habits = {},
                   std::string_view format = {}) {
    ColumnProfile profile;
    for (const char* cell : cells) profile.see(cell);
    return profile.decide(habits, format);
}

TEST(ColumnPlans, TheColumnDecidesTheOrder) {
    const ColumnPlan european = plan_of({"01/02/2026", "13/02/2026", "", "03/04/2026"});
    EXPECT_EQ(european.dates.order, DateOrder::dmy);
    EXPECT_FALSE(european.order_assumed);
    EXPECT_EQ(european.shape, Shape::date);
    EXPECT_EQ(european.empty, 1u);
    const ColumnPlan american = plan_of({"01/02/2026 10:00", "02/13/2026 11:00"});
    EXPECT_EQ(american.dates.order, DateOrder::mdy);
    EXPECT_EQ(american.shape, Shape::date_time);
    const ColumnPlan open = plan_of({"01/02/2026", "03/04/2026"}, {.order = DateOrder::mdy});
    EXPECT_EQ(open.dates.order, DateOrder::mdy);
    EXPECT_TRUE(open.order_assumed);
    const ColumnPlan mixed = plan_of({"13/02/2026", "14/02/2026", "02/15/2026"});
    EXPECT_EQ(mixed.dates.order, DateOrder::dmy);
    EXPECT_TRUE(mixed.order_mixed);
    const ColumnPlan clear = plan_of({"2026-01-02", "05/05/2026"});
    EXPECT_FALSE(clear.order_assumed);
    const ColumnPlan given = plan_of({"13/02/2026"}, {}, "mm/dd/yyyy");
    EXPECT_EQ(given.dates.format, "mm/dd/yyyy");
    const ColumnPlan serial = plan_of({"46083", "46084", "46090.5"});
    EXPECT_TRUE(serial.dates.excel_serial);
    EXPECT_EQ(parse_date("46083", serial.dates)->day, make_day(2026, 3, 2));
}

TEST(Numbers, AreReadAsPeopleWriteThem) {
    struct Case {
        const char* cell;
        DecimalMark mark;
        Amount want;
    };
    const auto point = DecimalMark::point;
    const auto comma = DecimalMark::comma;
    const Case cases[] = {
        {"1,234.56", point, {{123456, 2}, ""}},
        {"1.234,56", comma, {{123456, 2}, ""}},
        {"1 234,56", comma, {{123456, 2}, ""}},
        {"1\u202F234,56", comma, {{123456, 2}, ""}},
        {"1'234.56", point, {{123456, 2}, ""}},
        {"12,34,567", point, {{1234567, 0}, ""}},
        {"(1,234.00)", point, {{-123400, 2}, ""}},
        {"-5", point, {{-5, 0}, ""}},
        {"−5", point, {{-5, 0}, ""}},
        {"5-", point, {{-5, 0}, ""}},
        {"+5", point, {{5, 0}, ""}},
        {".5", point, {{5, 1}, ""}},
        {"€ 1.000", comma, {{1000, 0}, "EUR"}},
        {"1.000,5 €", comma, {{10005, 1}, "EUR"}},
        {"-$5.00", point, {{-500, 2}, "USD"}},
        {"$-5.00", point, {{-500, 2}, "USD"}},
        {"US$ 5", point, {{5, 0}, "USD"}},
        {"5 CHF", point, {{5, 0}, "CHF"}},
        {"EUR5", point, {{5, 0}, "EUR"}},
        {"¥5", point, {{5, 0}, ""}},
        {"100元", point, {{100, 0}, "CNY"}},
        {"1.5万", point, {{15000, 0}, ""}},
        {"45 %", point, {{45, 0}, "", true}},
        {"1.2E+05", point, {{120000, 0}, ""}},
        {"1E-7", point, {{1, 7}, ""}},
        {"82544000000000707.52", point, {{8254400000000070752, 2}, ""}},
        {"９９", point, {{99, 0}, ""}},
        {"9223372036854775807", point, {{std::numeric_limits<std::int64_t>::max(), 0}, ""}},
    };
    for (const Case& c : cases) {
        const auto got = parse_amount(c.cell, c.mark);
        ASSERT_TRUE(got) << c.cell << " " << code_of(got);
        EXPECT_EQ(got->value.unscaled, c.want.value.unscaled) << c.cell;
        EXPECT_EQ(got->value.scale, c.want.value.scale) << c.cell;
        EXPECT_EQ(got->currency, c.want.currency) << c.cell;
        EXPECT_EQ(got->percent, c.want.percent) << c.cell;
    }
}

TEST(Numbers, AreRefusedRatherThanBent) {
    for (const char* cell : {"", "abc", "1,23.4", "1,5", "1.2.3", "1,2345", "1234,567", "--5",
                             "5 5", "$", "12a", "1e999", ",", "EUR", "1,,000"}) {
        EXPECT_EQ(code_of(parse_amount(cell, DecimalMark::point)), "number_malformed") << cell;
    }
    EXPECT_EQ(code_of(parse_amount("5.5", DecimalMark::comma)), "number_malformed");
    EXPECT_EQ(code_of(parse_amount("9223372036854775808", DecimalMark::point)), "number_too_large");
    EXPECT_EQ(code_of(parse_amount("1e30", DecimalMark::point)), "number_too_large");
    EXPECT_EQ(parse_integer("1,000", DecimalMark::point), 1000);
    EXPECT_EQ(parse_integer("36.00", DecimalMark::point), 36);
    EXPECT_EQ(code_of(parse_integer("36.5", DecimalMark::point)), "number_not_whole");
}

TEST(ColumnPlans, TheColumnDecidesTheDecimalMark) {
    const ColumnPlan german = plan_of({"1.234", "5,5", "7"});
    EXPECT_EQ(german.mark, DecimalMark::comma);
    EXPECT_FALSE(german.mark_assumed);
    EXPECT_EQ(german.shape, Shape::decimal);
    const ColumnPlan english = plan_of({"1,234", "5.5"});
    EXPECT_EQ(english.mark, DecimalMark::point);
    const ColumnPlan open =
        plan_of({"1.234", "2.345"}, {.order = DateOrder::dmy, .mark = DecimalMark::comma});
    EXPECT_EQ(open.mark, DecimalMark::comma);
    EXPECT_TRUE(open.mark_assumed);
    const ColumnPlan mixed = plan_of({"5,5", "5.55", "6,5"});
    EXPECT_EQ(mixed.mark, DecimalMark::comma);
    EXPECT_TRUE(mixed.mark_mixed);
    EXPECT_EQ(plan_of({"1.234.567", "3.000"}).mark, DecimalMark::comma);
    EXPECT_EQ(plan_of({"0,125"}).mark, DecimalMark::comma);
    EXPECT_EQ(plan_of({"10", "20"}).shape, Shape::integer);
    EXPECT_FALSE(plan_of({"10", "20"}).mark_assumed);
}

TEST(ColumnPlans, ThreeDigitsBehindTheOnlyMarkAreThousandsWhereNothingHasThousandths) {
    const Habits money{.order = DateOrder::dmy, .mark = DecimalMark::point, .no_thousandths = true};
    const ColumnPlan dots = plan_of({"1.000", "€ 12.500", "7"}, money);
    EXPECT_EQ(dots.mark, DecimalMark::comma);
    EXPECT_TRUE(dots.mark_assumed);
    EXPECT_EQ(dots.mark_example, "1.000");
    const Habits german{
        .order = DateOrder::dmy, .mark = DecimalMark::comma, .no_thousandths = true};
    EXPECT_EQ(plan_of({"1,000", "2,500"}, german).mark, DecimalMark::point);
    EXPECT_EQ(plan_of({"1.000", "2.50"}, german).mark, DecimalMark::point) << "the column tells";
    EXPECT_EQ(plan_of({"1.000", "2,500"}, german).mark, DecimalMark::comma) << "the habit tells";
}

TEST(Numbers, AsTextWithoutIdleZeros) {
    EXPECT_EQ(to_text({1000, 3}), "1");
    EXPECT_EQ(to_text({12500, 3}), "12.5");
    EXPECT_EQ(to_text({-5, 2}), "-0.05");
    EXPECT_EQ(to_text({1000, 0}), "1000");
}

TEST(Values, BooleansAndEmpties) {
    for (const char* yes : {"yes", "Ja", "TRUE", "1", "是", "да", " Y "}) {
        EXPECT_EQ(parse_boolean(yes), true) << yes;
    }
    for (const char* no : {"No", "nein", "false", "0", "否", "нет"}) {
        EXPECT_EQ(parse_boolean(no), false) << no;
    }
    EXPECT_EQ(code_of(parse_boolean("maybe")), "boolean_malformed");
    EXPECT_EQ(code_of(parse_boolean("")), "boolean_malformed");
    const EmptyMarkers usual;
    for (const char* empty : {"", " ", "NULL", "null", "N/A", "-", "?", "Select", "—", "\u00A0"}) {
        EXPECT_TRUE(usual.is_empty(empty)) << empty;
    }
    for (const char* filled : {"0", "Nullmann", "NA", "no", "a-b"}) {
        EXPECT_FALSE(usual.is_empty(filled)) << filled;
    }
    const EmptyMarkers own({"UNBEKANNT", "无"});
    EXPECT_TRUE(own.is_empty("unbekannt"));
    EXPECT_TRUE(own.is_empty("无"));
    EXPECT_TRUE(own.is_empty(""));
    EXPECT_FALSE(own.is_empty("NULL"));
    EXPECT_EQ(plan_of({"Yes", "No", "Select", "Yes"}).shape, Shape::boolean);
    EXPECT_EQ(plan_of({"?", ""}).shape, Shape::empty);
    EXPECT_EQ(plan_of({"Ada", "5"}).shape, Shape::text);
}

}  // namespace
}  // namespace vigil::import
