#include "base/calendar.h"

#include <gtest/gtest.h>

#include "base/calendar_fixture.h"

namespace vigil {
namespace {

std::string next_open(const Calendar& calendar, std::string_view moment) {
    const auto span = calendar.next_open(at(moment));
    return span ? to_string(span->from).substr(0, 16) + " " + to_string(span->to).substr(0, 16)
                : "never";
}

TEST(Calendar, joins_overlapping_and_touching_hours) {
    CalendarPlan plan = office_week("UTC");
    plan.week[0] = {{780, 1080}, {540, 600}, {600, 720}, {590, 610}, {1080, 1440}};
    const Calendar calendar = made(plan);
    const auto hours = calendar.weekday_hours(0);
    ASSERT_EQ(hours.size(), 2u);
    EXPECT_EQ(hours[0], (WorkHours{540, 720}));
    EXPECT_EQ(hours[1], (WorkHours{780, 1440}));
}

TEST(Calendar, faults_name_the_field) {
    CalendarPlan plan = office_week("Europe/Atlantis");
    plan.week[3] = {{600, 600}, {-1, 30}, {0, 1441}, {700, 600}};
    plan.special_days = {{make_day(2026, 12, 25), "Christmas", {}},
                         {make_day(2026, 12, 25), "again", {{5, 4}}},
                         {make_day(2026, 12, 25), "thrice", {}}};
    plan.closures = {{at("2026-01-02T00:00:00Z"), at("2026-01-02T00:00:00Z"), "void"}};
    const auto faults = faults_of(plan);
    ASSERT_EQ(faults.size(), 8u);
    EXPECT_EQ(faults[0].code, "calendar_zone_unknown");
    for (int i = 1; i <= 5; ++i) EXPECT_EQ(faults[i].code, "calendar_hours_invalid");
    EXPECT_EQ(faults[5].field, "special_days");
    EXPECT_EQ(faults[6].code, "calendar_special_day_twice");
    EXPECT_EQ(faults[7].code, "calendar_closure_empty");
    const auto calendar = Calendar::make(plan);
    ASSERT_FALSE(calendar);
    EXPECT_EQ(calendar.error().code, "calendar_invalid");
    EXPECT_EQ(calendar.error().fields.size(), 8u);
    EXPECT_TRUE(faults_of(office_week("Asia/Shanghai")).empty());
}

TEST(Calendar, refuses_what_is_too_large) {
    CalendarPlan plan = office_week("UTC");
    plan.week[0].assign(49, {0, 1});
    plan.special_days.resize(10'001);
    plan.closures.resize(10'001);
    ASSERT_EQ(faults_of(plan).size(), 3u);
    for (const auto& fault : faults_of(plan)) EXPECT_EQ(fault.code, "calendar_too_large");
    plan = office_week("UTC");
    plan.special_days = {{Day{1}, std::string(1001, 'x'), {}}};
    EXPECT_EQ(faults_of(plan).at(0).code, "calendar_name_too_long");
}

TEST(Calendar, finds_the_next_working_time) {
    CalendarPlan plan = office_week("UTC");
    for (int day = 0; day < 5; ++day) plan.week[day] = {{540, 720}, {780, 1080}};
    const Calendar calendar = made(plan);
    EXPECT_EQ(next_open(calendar, "2026-03-01T17:50:00Z"), "2026-03-02T09:00 2026-03-02T12:00");
    EXPECT_EQ(next_open(calendar, "2026-03-02T09:00:00Z"), "2026-03-02T09:00 2026-03-02T12:00");
    EXPECT_EQ(next_open(calendar, "2026-03-02T11:59:00Z"), "2026-03-02T11:59 2026-03-02T12:00");
    EXPECT_EQ(next_open(calendar, "2026-03-02T12:00:00Z"), "2026-03-02T13:00 2026-03-02T18:00");
    EXPECT_EQ(next_open(calendar, "2026-03-06T18:00:00Z"), "2026-03-09T09:00 2026-03-09T12:00");
    EXPECT_TRUE(calendar.is_open(at("2026-03-02T09:00:00Z")));
    EXPECT_FALSE(calendar.is_open(at("2026-03-02T12:30:00Z")));
    EXPECT_FALSE(calendar.is_open(at("2026-03-02T18:00:00Z")));
}

TEST(Calendar, knows_special_days) {
    CalendarPlan plan = office_week("Asia/Shanghai");
    plan.special_days = {{make_day(2026, 12, 24), "half", {{540, 720}}},
                         {make_day(2026, 10, 1), "National Day", {}},
                         {make_day(2026, 10, 10), "worked Saturday", {{540, 1080}}},
                         {make_day(2300, 1, 1), "far off", {}}};
    const Calendar calendar = made(plan);
    EXPECT_FALSE(calendar.is_business_day(make_day(2026, 10, 1)));
    EXPECT_TRUE(calendar.is_business_day(make_day(2026, 10, 10)));
    EXPECT_FALSE(calendar.is_business_day(make_day(2026, 10, 11)));
    EXPECT_TRUE(calendar.is_business_day(make_day(2026, 12, 24)));
    EXPECT_FALSE(calendar.is_business_day(make_day(2300, 1, 1)));
    EXPECT_EQ(calendar.special_day(make_day(2026, 10, 1))->name, "National Day");
    EXPECT_EQ(calendar.special_day(make_day(2026, 10, 2)), nullptr);
    EXPECT_EQ(calendar.special_day(make_day(1900, 10, 2)), nullptr);
    EXPECT_EQ(calendar.special_day(make_day(2300, 1, 1))->name, "far off");
    EXPECT_EQ(next_open(calendar, "2026-12-24T04:00:00Z"), "2026-12-25T01:00 2026-12-25T10:00");
}

TEST(Calendar, leave_is_laid_over) {
    const Calendar team = made(office_week("UTC"));
    const Calendar own = team.with(
        {{at("2026-03-03T11:00:00Z"), at("2026-03-03T13:00:00Z"), "dentist"},
         closure_of_days(team.zone(), make_day(2026, 3, 4), make_day(2026, 3, 5), "leave")});
    EXPECT_EQ(next_open(own, "2026-03-03T09:30:00Z"), "2026-03-03T09:30 2026-03-03T11:00");
    EXPECT_EQ(next_open(own, "2026-03-03T11:30:00Z"), "2026-03-03T13:00 2026-03-03T18:00");
    EXPECT_EQ(next_open(own, "2026-03-04T09:00:00Z"), "2026-03-06T09:00 2026-03-06T18:00");
    EXPECT_TRUE(own.is_business_day(make_day(2026, 3, 3)));
    EXPECT_FALSE(own.is_business_day(make_day(2026, 3, 4)));
    EXPECT_TRUE(team.is_business_day(make_day(2026, 3, 4)));
    EXPECT_TRUE(team.closures().empty());
}

TEST(Calendar, closures_are_disjoint_and_leave_wins) {
    using enum Closure::Whose;
    const auto day = [](int d) { return Moment{days(d).us}; };
    const Calendar calendar = Calendar().with({{day(1), day(10), "shut", office},
                                               {day(3), day(4), "leave", person},
                                               {day(4), day(5), "more", person},
                                               {day(9), day(12), "trip", person},
                                               {day(2), day(6), "inner", office},
                                               {day(8), day(7), "void", person}});
    const std::vector<Closure> wanted{{day(1), day(3), "shut", office},
                                      {day(3), day(5), "leave", person},
                                      {day(5), day(9), "shut", office},
                                      {day(9), day(12), "trip", person}};
    ASSERT_EQ(calendar.closures().size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        EXPECT_EQ(calendar.closures()[i], wanted[i]) << i;
}

TEST(Calendar, a_night_shift_crosses_midnight_as_two) {
    CalendarPlan plan;
    plan.zone = "Europe/Berlin";
    plan.week[5] = {{1320, 1440}};
    plan.week[6] = {{0, 360}};
    const Calendar calendar = made(plan);
    // The night of 2026-03-29 has one hour less, that of 2026-10-25 one more.
    EXPECT_EQ(next_open(calendar, "2026-03-28T12:00:00Z"), "2026-03-28T21:00 2026-03-28T23:00");
    EXPECT_EQ(next_open(calendar, "2026-03-28T23:00:00Z"), "2026-03-28T23:00 2026-03-29T04:00");
    EXPECT_EQ(next_open(calendar, "2026-10-24T22:00:00Z"), "2026-10-24T22:00 2026-10-25T05:00");
}

TEST(Calendar, hours_that_the_clocks_leap_over_do_not_exist) {
    CalendarPlan plan;
    plan.zone = "Europe/Berlin";
    for (auto& hours : plan.week) hours = {{120, 180}};
    const Calendar calendar = made(plan);
    EXPECT_FALSE(calendar.is_business_day(make_day(2026, 3, 29)));
    EXPECT_EQ(next_open(calendar, "2026-03-28T12:00:00Z"), "2026-03-30T00:00 2026-03-30T01:00");
    plan = office_week("Pacific/Apia");
    EXPECT_FALSE(made(plan).is_business_day(make_day(2011, 12, 30)));
}

TEST(Calendar, without_any_hours_there_is_never_a_next) {
    EXPECT_EQ(next_open(Calendar(), "2026-03-02T09:00:00Z"), "never");
    CalendarPlan plan;
    plan.special_days = {{make_day(2028, 3, 1), "in two years", {{0, 1440}}}};
    EXPECT_EQ(next_open(made(plan), "2026-03-02T09:00:00Z"), "2028-03-01T00:00 2028-03-02T00:00");
    EXPECT_EQ(next_open(made(plan), "2026-02-02T09:00:00Z"), "never");
}

}  // namespace
}  // namespace vigil
