#include "base/zone.h"

// The library was built to read the system's zone files; its classes have another shape otherwise.
#ifndef USE_OS_TZDB
#define USE_OS_TZDB 1
#endif
#include <date/tz.h>
#include <gtest/gtest.h>

#include <random>

namespace vigil {
namespace {

constexpr std::int64_t us_per_hour = 60 * us_per_minute;

Zone zone(std::string_view name) {
    const auto found = Zone::find(name);
    EXPECT_TRUE(found) << name;
    return found.value_or(Zone());
}

std::string utc(std::string_view name, Day day, int hour, int minute) {
    return to_string(zone(name).to_utc(day, hour * us_per_hour + minute * us_per_minute));
}

std::string local(std::string_view name, std::string_view moment) {
    const LocalTime time = zone(name).to_local(*parse_moment(moment));
    return to_string(time.day) + " " + std::to_string(time.us_of_day / us_per_minute);
}

TEST(Zone, unknown_and_hostile_names_are_nothing) {
    for (const char* name : {"",
                             "Europe/Berlinx",
                             "europe/berlin",
                             "../zoneinfo/Europe/Berlin",
                             "/Europe/Berlin",
                             "Europe/../Europe/Berlin",
                             "Europe//Berlin",
                             "Europe",
                             "Europe/",
                             "zone.tab",
                             "tzdata.zi",
                             "leapseconds",
                             "right/Europe/Berlin",
                             "posix/Europe/Berlin",
                             "localtime",
                             "posixrules",
                             "../../../etc/passwd",
                             "Europe/Berlin ",
                             ".",
                             "..",
                             "~",
                             "CON"}) {
        EXPECT_FALSE(Zone::find(name)) << name;
    }
    EXPECT_FALSE(Zone::find(std::string_view("Europe/Berlin\0", 14)));
    EXPECT_FALSE(Zone::find(std::string(5000, 'a')));
}

TEST(Zone, handles_are_equal_by_zone) {
    EXPECT_EQ(zone("Europe/Berlin"), zone("Europe/Berlin"));
    EXPECT_NE(zone("Europe/Berlin"), zone("Europe/Paris"));
    EXPECT_EQ(zone("UTC"), Zone());
    EXPECT_EQ(zone("Asia/Calcutta").name(), "Asia/Calcutta");
}

TEST(Zone, tells_the_wall_clock) {
    EXPECT_EQ(local("Europe/Berlin", "2026-03-29T00:59:59Z"), "2026-03-29 119");
    EXPECT_EQ(local("Europe/Berlin", "2026-03-29T01:00:00Z"), "2026-03-29 180");
    EXPECT_EQ(local("Asia/Kolkata", "2026-03-01T18:30:00Z"), "2026-03-02 0");
    EXPECT_EQ(local("America/New_York", "1969-12-31T23:59:00Z"), "1969-12-31 1139");
    EXPECT_EQ(local("Pacific/Apia", "2011-12-30T09:59:00Z"), "2011-12-29 1439");
    EXPECT_EQ(local("Pacific/Apia", "2011-12-30T10:00:00Z"), "2011-12-31 0");
}

TEST(Zone, a_skipped_time_is_the_moment_of_the_skip) {
    EXPECT_EQ(utc("Europe/Berlin", make_day(2026, 3, 29), 2, 0), "2026-03-29T01:00:00.000000Z");
    EXPECT_EQ(utc("Europe/Berlin", make_day(2026, 3, 29), 2, 59), "2026-03-29T01:00:00.000000Z");
    EXPECT_EQ(utc("Europe/Berlin", make_day(2026, 3, 29), 3, 1), "2026-03-29T01:01:00.000000Z");
    EXPECT_EQ(utc("Australia/Lord_Howe", make_day(2026, 10, 4), 2, 10),
              "2026-10-03T15:30:00.000000Z");
    EXPECT_EQ(utc("America/Sao_Paulo", make_day(2018, 11, 4), 0, 0), "2018-11-04T03:00:00.000000Z");
    EXPECT_EQ(utc("Africa/Cairo", make_day(2026, 4, 24), 0, 30), "2026-04-23T22:00:00.000000Z");
    for (const int hour : {0, 12, 23}) {
        EXPECT_EQ(utc("Pacific/Apia", make_day(2011, 12, 30), hour, 0),
                  "2011-12-30T10:00:00.000000Z");
    }
}

TEST(Zone, a_repeated_time_is_its_first_showing) {
    EXPECT_EQ(utc("Europe/Berlin", make_day(2026, 10, 25), 2, 0), "2026-10-25T00:00:00.000000Z");
    EXPECT_EQ(utc("Europe/Berlin", make_day(2026, 10, 25), 2, 30), "2026-10-25T00:30:00.000000Z");
    EXPECT_EQ(utc("Europe/Berlin", make_day(2026, 10, 25), 3, 0), "2026-10-25T02:00:00.000000Z");
    EXPECT_EQ(utc("America/Sao_Paulo", make_day(2018, 2, 17), 23, 30),
              "2018-02-18T01:30:00.000000Z");
    EXPECT_EQ(utc("Europe/Berlin", make_day(2026, 3, 2), 24, 0), "2026-03-02T23:00:00.000000Z");
}

TEST(Zone, summer_time_goes_on_after_2037) {
    EXPECT_EQ(local("Europe/Berlin", "2050-07-01T12:00:00Z"), "2050-07-01 840");
    EXPECT_EQ(local("Europe/Berlin", "2050-01-01T12:00:00Z"), "2050-01-01 780");
    EXPECT_EQ(local("America/New_York", "2480-07-01T12:00:00Z"), "2480-07-01 480");
    EXPECT_EQ(local("Australia/Sydney", "9999-01-01T12:00:00Z"), "9999-01-01 1380");
    EXPECT_EQ(utc("Europe/Berlin", make_day(2901, 7, 1), 14, 0), "2901-07-01T12:00:00.000000Z");
}

// Within a century the calendar repeats after 28 years; these rules have not changed since 2009.
TEST(Zone, the_yearly_rule_repeats_what_the_file_lists) {
    for (const char* name : {"Europe/Berlin", "America/New_York", "Australia/Sydney",
                             "Australia/Lord_Howe", "America/Los_Angeles", "Pacific/Auckland"}) {
        const Zone here = zone(name);
        for (Day day = make_day(2038, 1, 1); day < make_day(2065, 1, 1); day = day + 1) {
            for (const int hour : {0, 6, 12, 18}) {
                const Moment moment{days(day.number).us + hours(hour).us};
                ASSERT_EQ(here.offset_at(moment), here.offset_at(moment - days(28 * 1461 / 4)))
                    << name << " " << to_string(moment);
            }
        }
    }
}

TEST(Zone, to_utc_undoes_to_local_and_rises) {
    std::mt19937_64 dice(11);
    std::uniform_int_distribution<std::int64_t> any(-5'000'000'000, 30'000'000'000);
    for (const char* name :
         {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Manila",
          "America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca", "UTC"}) {
        const Zone here = zone(name);
        for (int i = 0; i < 5'000; ++i) {
            const Moment moment{any(dice) * 1'000'000 + i};
            const LocalTime shown = here.to_local(moment);
            const Moment back = here.to_utc(shown);
            ASSERT_LE(back, moment) << name;
            ASSERT_EQ(here.to_local(back), shown) << name << to_string(moment);
            ASSERT_LE(back, here.to_utc(shown.day, shown.us_of_day + 1));
            const auto segment = here.segment_at(moment);
            ASSERT_TRUE(segment.from <= moment && moment < segment.to);
            ASSERT_EQ(segment.offset, here.offset_at(moment));
        }
    }
}

// Another reader of the same database; beyond 2037 it does not follow the yearly rule.
TEST(Zone, agrees_with_the_date_library_on_every_zone) {
    std::mt19937_64 dice(3);
    std::uniform_int_distribution<std::int64_t> any(-4'000'000'000, 2'140'000'000);
    int compared = 0;
    for (const auto& other : date::get_tzdb().zones) {
        const auto here = Zone::find(other.name());
        if (!here) continue;
        ++compared;
        for (int i = 0; i < 60; ++i) {
            const std::int64_t seconds = any(dice);
            const auto info = other.get_info(date::sys_seconds{std::chrono::seconds{seconds}});
            ASSERT_EQ(here->offset_at(Moment{seconds * 1'000'000}),
                      vigil::seconds(info.offset.count()))
                << other.name() << " " << seconds;
            const auto begin = info.begin.time_since_epoch().count();
            if (begin < -4'000'000'000) continue;
            ASSERT_EQ(here->offset_at(Moment{begin * 1'000'000}),
                      vigil::seconds(info.offset.count()))
                << other.name() << " " << begin;
        }
    }
    EXPECT_GT(compared, 400);
}

}  // namespace
}  // namespace vigil
