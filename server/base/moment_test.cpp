#include "base/moment.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace vigil {
namespace {

TEST(Moment, is_written_with_six_decimals) {
    EXPECT_EQ(to_string(Moment{0}), "1970-01-01T00:00:00.000000Z");
    EXPECT_EQ(to_string(Moment{-1}), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(to_string(Moment{1'772'442'000'000'000}), "2026-03-02T09:00:00.000000Z");
    EXPECT_EQ(to_string(Moment{951'827'696'000'007}), "2000-02-29T12:34:56.000007Z");
}

TEST(Moment, far_outside_is_still_written) {
    EXPECT_EQ(to_string(Moment{253'402'300'800'000'000}), "+010000-01-01T00:00:00.000000Z");
    EXPECT_EQ(to_string(Moment{std::numeric_limits<std::int64_t>::max()}),
              "+294247-01-10T04:00:54.775807Z");
    EXPECT_EQ(to_string(Moment{std::numeric_limits<std::int64_t>::min()}),
              "-290308-12-21T19:59:05.224192Z");
    EXPECT_EQ(to_string(Day{std::numeric_limits<std::int32_t>::max()}), "+5881580-07-11");
}

TEST(Moment, reads_what_rfc_3339_allows) {
    const Moment nine{1'772'442'000'000'000};
    for (const char* text :
         {"2026-03-02T09:00:00Z", "2026-03-02t09:00:00z", "2026-03-02T09:00:00.0Z",
          "2026-03-02T09:00:00.000000Z", "2026-03-02T10:00:00+01:00", "2026-03-02T03:30:00-05:30",
          "2026-03-02T09:00:00-00:00", "2026-03-03T08:59:00+23:59"}) {
        ASSERT_TRUE(parse_moment(text)) << text;
        EXPECT_EQ(*parse_moment(text), nine) << text;
    }
    EXPECT_EQ(parse_moment("2026-03-02T09:00:00.25Z")->us, nine.us + 250'000);
    EXPECT_EQ(to_string(*parse_moment("0001-01-01T00:00:00Z")), "0001-01-01T00:00:00.000000Z");
    EXPECT_EQ(to_string(*parse_moment("9999-12-31T23:59:59.999999Z")),
              "9999-12-31T23:59:59.999999Z");
}

TEST(Moment, refuses_everything_else) {
    for (const char* text : {"",
                             "2026",
                             "2026-03-02",
                             "2026-03-02T09:00Z",
                             "2026-03-02T09:00:00",
                             "26-03-02T09:00:00Z",
                             "2026-03-02 09:00:00Z",
                             "2026-03-02T09:00:00.Z",
                             "2026-03-02T09:00:00.1234567Z",
                             "2026-03-02T09:00:00,5Z",
                             "2026-02-29T09:00:00Z",
                             "2100-02-29T09:00:00Z",
                             "2026-13-02T09:00:00Z",
                             "2026-00-02T09:00:00Z",
                             "2026-04-31T09:00:00Z",
                             "2026-03-00T09:00:00Z",
                             "2026-03-02T24:00:00Z",
                             "2026-03-02T09:60:00Z",
                             "2026-03-02T09:00:60Z",
                             "2026-03-02T09:00:00+0100",
                             "2026-03-02T09:00:00+24:00",
                             "2026-03-02T09:00:00+01:60",
                             "2026-03-02T09:00:00+1:00",
                             "2026-03-02T09:00:00ZZ",
                             " 2026-03-02T09:00:00Z",
                             "2026-03-02T09:00:00Z ",
                             "2026-03-02T-9:00:00Z",
                             "+2026-03-02T09:00:00Z",
                             "0000-03-02T09:00:00Z",
                             "2026-3-02T09:00:00Z",
                             "0001-01-01T00:00:00+00:01",
                             "9999-12-31T23:59:59-00:01",
                             "2026-03-02T09:00:0aZ"}) {
        EXPECT_FALSE(parse_moment(text)) << text;
    }
    EXPECT_FALSE(parse_moment(std::string_view("2026-03-02T09:00:00Z\0", 21)));
}

TEST(Moment, survives_the_round_trip) {
    std::mt19937_64 dice(7);
    std::uniform_int_distribution<std::int64_t> any(-62'135'596'800'000'000,
                                                    253'402'300'799'999'999);
    for (int i = 0; i < 20'000; ++i) {
        const Moment moment{any(dice)};
        const auto back = parse_moment(to_string(moment));
        ASSERT_TRUE(back && *back == moment) << moment.us;
    }
}

TEST(Day, is_read_and_written_strictly) {
    EXPECT_EQ(to_string(make_day(2026, 3, 2)), "2026-03-02");
    EXPECT_EQ(parse_day("2026-03-02"), make_day(2026, 3, 2));
    EXPECT_EQ(parse_day("1970-01-01")->number, 0);
    for (const char* text : {"", "2026-3-2", "2026-02-30", "2026-03-02 ", "20260302", "2026/03/02",
                             "0000-01-01", "2026-03-0x", "2026-03-"}) {
        EXPECT_FALSE(parse_day(text)) << text;
    }
}

TEST(Day, agrees_with_the_standard_library) {
    for (int n = -719'162; n <= 2'932'896; n += 13) {
        const Day day{n};
        const auto date = civil(day);
        ASSERT_EQ(make_day(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                           static_cast<unsigned>(date.day())),
                  day);
        const std::chrono::weekday expected{std::chrono::sys_days(date)};
        ASSERT_EQ(weekday(day), static_cast<int>(expected.iso_encoding()) - 1);
        ASSERT_EQ(parse_day(to_string(day)), day);
    }
}

}  // namespace
}  // namespace vigil
