#include "base/deadline.h"

#include <gtest/gtest.h>

#include "base/calendar_fixture.h"

namespace vigil {
namespace {

std::string shown(const Calendar& calendar, Moment moment) {
    const LocalTime time = calendar.zone().to_local(moment);
    return to_string(time.day) + to_string(Moment{time.us_of_day}).substr(10, 6);
}

std::string due_at(const Calendar& calendar, std::string_view start, std::string_view duration) {
    const auto parsed = parse_duration(duration);
    EXPECT_TRUE(parsed) << duration;
    const auto deadline = due(local(calendar, start), *parsed, calendar);
    return deadline ? shown(calendar, deadline->due) : deadline.error().code;
}

struct Case {
    const char* start;
    const char* duration;
    const char* due;
};

void check(const Calendar& calendar, std::initializer_list<Case> cases) {
    for (const Case& each : cases) {
        EXPECT_EQ(due_at(calendar, each.start, each.duration), each.due)
            << each.start << " + " << each.duration;
    }
}

TEST(Deadline, the_sentences_of_the_guidelines) {
    // 2026-03-02 is a Monday.
    check(made(office_week("Europe/Berlin")),
          {{"2026-03-06T16:00", "1 business day", "2026-03-09T16:00"},
           {"2026-03-01T17:50", "1 working hour", "2026-03-02T10:00"},
           {"2026-03-02T10:15", "4 business days", "2026-03-06T10:15"},
           {"2026-03-05T10:15", "4 business days", "2026-03-11T10:15"},
           {"2026-03-07T10:15", "1 business day", "2026-03-10T09:00"},
           {"2026-03-06T18:00", "1 business day", "2026-03-10T09:00"},
           {"2026-03-06T17:59", "1 business day", "2026-03-09T17:59"},
           {"2026-03-02T08:00", "1 business day", "2026-03-03T09:00"},
           {"2026-03-02T09:00", "9 working hours", "2026-03-02T18:00"},
           {"2026-03-02T09:00", "10 working hours", "2026-03-03T10:00"},
           {"2026-03-06T17:30", "8 working hours", "2026-03-09T16:30"},
           {"2026-03-06T17:30", "45 working minutes", "2026-03-09T09:15"},
           {"2026-03-06T17:30", "1 day", "2026-03-07T17:30"},
           {"2026-03-06T17:30", "2 weeks", "2026-03-20T17:30"},
           {"2026-03-06T17:30", "60 days", "2026-05-05T17:30"},
           {"2026-03-06T17:30", "30 minutes", "2026-03-06T18:00"}});
}

TEST(Deadline, days_keep_the_wall_clock_and_hours_do_not) {
    check(made(office_week("Europe/Berlin")),
          {{"2026-03-28T17:00", "1 day", "2026-03-29T17:00"},
           {"2026-03-28T17:00", "24 hours", "2026-03-29T18:00"},
           {"2026-10-24T17:00", "1 day", "2026-10-25T17:00"},
           {"2026-10-24T17:00", "24 hours", "2026-10-25T16:00"},
           {"2026-03-28T02:30", "1 day", "2026-03-29T03:00"},  // skipped: the moment of the skip
           {"2026-03-29T02:30", "1 day", "2026-03-30T03:00"},  // a start that was already moved
           {"2026-10-24T02:30", "1 day", "2026-10-25T02:30"},
           {"2026-03-27T16:00", "1 business day", "2026-03-30T16:00"},
           {"2026-03-27T17:00", "2 working hours", "2026-03-30T10:00"}});
    // Of two showings the first: half past two summer time.
    const Calendar calendar = made(office_week("Europe/Berlin"));
    EXPECT_EQ(due(local(calendar, "2026-10-24T02:30"), {1, Unit::days}, calendar)->due,
              at("2026-10-25T00:30:00Z"));
    check(made(office_week("Pacific/Apia")),
          {{"2011-12-29T12:00", "1 day", "2011-12-31T00:00"},
           {"2011-12-29T12:00", "2 days", "2011-12-31T12:00"},
           {"2011-12-29T12:00", "1 business day", "2012-01-02T12:00"},
           {"2011-12-29T17:00", "2 working hours", "2012-01-02T10:00"}});
}

TEST(Deadline, lands_inside_that_days_hours) {
    CalendarPlan plan = office_week("UTC");
    plan.week[4] = {{540, 840}};               // Friday until 14:00
    plan.week[1] = {{600, 720}, {780, 1080}};  // Tuesday from 10:00, break at noon
    check(made(plan),
          {{"2026-03-05T16:00", "1 business day", "2026-03-06T14:00"},  // last closing
           {"2026-03-05T13:59", "1 business day", "2026-03-06T13:59"},
           {"2026-03-02T12:30", "1 business day", "2026-03-03T13:00"},  // after the break
           {"2026-03-02T12:00", "1 business day", "2026-03-03T13:00"},
           {"2026-03-02T09:15", "1 business day", "2026-03-03T10:00"},  // next opening
           {"2026-03-03T12:30", "1 business day", "2026-03-04T13:00"},  // started after the break
           {"2026-03-06T14:00", "1 business day", "2026-03-10T10:00"}});
}

TEST(Deadline, holidays_half_days_and_worked_saturdays) {
    CalendarPlan plan = office_week("Asia/Shanghai");
    for (int day = 1; day <= 7; ++day) {
        plan.special_days.push_back({make_day(2026, 10, static_cast<unsigned>(day)), "国庆节"});
    }
    plan.special_days.push_back({make_day(2026, 10, 10), "补班", {{540, 1080}}});
    check(made(plan), {{"2026-09-30T16:00", "1 business day", "2026-10-08T16:00"},
                       {"2026-09-30T16:00", "3 business days", "2026-10-10T16:00"},
                       {"2026-09-30T16:00", "4 business days", "2026-10-12T16:00"},
                       {"2026-10-03T16:00", "1 working hour", "2026-10-08T10:00"},
                       {"2026-09-30T17:00", "28 working hours", "2026-10-10T18:00"},
                       {"2026-09-30T16:00", "2 days", "2026-10-02T16:00"}});
}

TEST(Deadline, leave_stops_every_clock) {
    const Calendar team = made(office_week("Europe/Berlin"));
    // Wednesday to Friday; and a Monday afternoon later on.
    const Calendar own = team.with(
        {closure_of_days(team.zone(), make_day(2026, 3, 4), make_day(2026, 3, 6), "leave"),
         {local(team, "2026-03-09T12:00"), local(team, "2026-03-09T20:00"), "doctor"}});
    check(own, {{"2026-03-03T16:00", "1 business day",
                 "2026-03-09T12:00"},  // last opening left that day
                {"2026-03-03T11:00", "1 business day", "2026-03-09T11:00"},
                {"2026-03-03T16:00", "2 business days", "2026-03-10T16:00"},
                {"2026-03-03T17:00", "2 working hours", "2026-03-09T10:00"},
                {"2026-03-03T17:00", "5 working hours", "2026-03-10T10:00"},
                {"2026-03-03T16:00", "1 day", "2026-03-07T16:00"},
                {"2026-03-03T16:00", "24 hours", "2026-03-07T16:00"},
                {"2026-03-03T16:00", "3 days", "2026-03-10T00:00"},  // 3 + 3 days of leave + 8 h
                {"2026-03-05T10:00", "1 day", "2026-03-08T00:00"},   // begun on leave
                {"2026-03-03T00:00", "1 day", "2026-03-04T00:00"},   // due as the leave begins
                {"2026-03-03T16:00", "1 week", "2026-03-14T00:00"},
                {"2026-03-11T16:00", "1 week", "2026-03-18T16:00"}});
    // A closed office moves what counts working time, nothing else.
    Closure shut = closure_of_days(team.zone(), make_day(2026, 3, 4), make_day(2026, 3, 6), "works",
                                   Closure::Whose::office);
    check(team.with({shut}), {{"2026-03-03T16:00", "1 day", "2026-03-04T16:00"},
                              {"2026-03-03T16:00", "1 business day", "2026-03-09T16:00"}});
}

TEST(Deadline, leave_over_a_clock_change_keeps_the_time_of_day) {
    const Calendar team = made(office_week("Europe/Berlin"));
    const Calendar own = team.with(
        {closure_of_days(team.zone(), make_day(2026, 3, 28), make_day(2026, 3, 30), "leave")});
    check(own, {{"2026-03-27T16:00", "1 day", "2026-03-31T16:00"},
                {"2026-03-27T16:00", "24 hours", "2026-03-31T16:00"},
                {"2026-03-27T16:00", "2 days", "2026-04-01T16:00"}});
}

TEST(Deadline, tells_where_counting_began) {
    const Calendar calendar = made(office_week("UTC"));
    const auto working = due(at("2026-03-01T17:50:00Z"), {1, Unit::working_hours}, calendar);
    EXPECT_EQ(working->counted_from, at("2026-03-02T09:00:00Z"));
    const auto business = due(at("2026-03-06T18:00:00Z"), {1, Unit::business_days}, calendar);
    EXPECT_EQ(business->counted_from, at("2026-03-09T09:00:00Z"));
    const auto exact = due(at("2026-03-01T17:50:00Z"), {1, Unit::hours}, calendar);
    EXPECT_EQ(exact->counted_from, at("2026-03-01T17:50:00Z"));
}

TEST(Deadline, refuses_instead_of_looping) {
    const Calendar never;
    for (const Unit unit : {Unit::business_days, Unit::working_hours, Unit::working_minutes}) {
        EXPECT_EQ(due(at("2026-03-02T09:00:00Z"), {1, unit}, never).error().code,
                  "calendar_without_hours");
    }
    EXPECT_TRUE(due(at("2026-03-02T09:00:00Z"), {1, Unit::days}, never));
    const Calendar calendar = made(office_week("UTC"));
    for (const int n : {0, -1, 10'001}) {
        const auto refused = due(at("2026-03-02T09:00:00Z"), {n, Unit::days}, calendar);
        EXPECT_EQ(refused.error().code, "duration_out_of_range");
        EXPECT_EQ(refused.error().args.at(1).second, "10000");
    }
    EXPECT_EQ(due(at("9999-12-31T09:00:00Z"), {1, Unit::days}, calendar).error().code,
              "deadline_out_of_range");
    EXPECT_EQ(due(Moment{INT64_MAX}, {1, Unit::days}, calendar).error().code,
              "deadline_out_of_range");
    EXPECT_EQ(due(Moment{INT64_MIN}, {1, Unit::working_hours}, calendar).error().code,
              "deadline_out_of_range");
    EXPECT_EQ(due_at(calendar, "2026-03-02T09:00", "10000 weeks"), "2217-10-27T09:00");
    // One working minute a week: ten thousand hours of it would take 11,500 years.
    CalendarPlan plan;
    plan.week[0] = {{0, 1}};
    EXPECT_EQ(due_at(made(plan), "2026-03-02T09:00", "10000 working hours"),
              "deadline_out_of_range");
    // Working time that ends one day.
    const Calendar closing = calendar.with({{at("2026-03-03T00:00:00Z"), at("2090-01-01T00:00:00Z"),
                                             "closed for good", Closure::Whose::office}});
    EXPECT_EQ(due_at(closing, "2026-03-02T09:00", "10 working hours"), "calendar_without_hours");
    EXPECT_EQ(due_at(closing, "2026-03-02T09:00", "1 business day"), "calendar_without_hours");
    EXPECT_EQ(due_at(closing, "2026-03-02T09:00", "9 working hours"), "2026-03-02T18:00");
}

TEST(Deadline, warns_at_a_share_of_the_time) {
    const Calendar team = made(office_week("UTC"));
    const auto warn = [](const Calendar& calendar, std::string_view start, Duration duration,
                         double share) {
        const Moment from = local(calendar, start);
        const Moment until = due(from, duration, calendar)->due;
        return shown(calendar, at_share(from, until, share, duration, calendar));
    };
    EXPECT_EQ(warn(team, "2026-03-02T09:00", {8, Unit::working_hours}, 0.75), "2026-03-02T15:00");
    EXPECT_EQ(warn(team, "2026-03-06T16:00", {1, Unit::business_days}, 0.75), "2026-03-09T13:45");
    EXPECT_EQ(warn(team, "2026-03-01T17:50", {4, Unit::working_hours}, 0), "2026-03-02T09:00");
    EXPECT_EQ(warn(team, "2026-03-02T16:00", {1, Unit::days}, 0.75), "2026-03-03T10:00");
    EXPECT_EQ(warn(team, "2026-03-02T16:00", {2, Unit::weeks}, 0.5), "2026-03-09T16:00");
    EXPECT_EQ(warn(team, "2026-03-02T16:00", {2, Unit::weeks}, 1), "2026-03-16T16:00");
    EXPECT_EQ(warn(team, "2026-03-02T16:00", {2, Unit::weeks}, 7), "2026-03-16T16:00");
    EXPECT_EQ(warn(team, "2026-03-02T16:00", {2, Unit::weeks}, -1), "2026-03-02T16:00");
    const Calendar own = team.with(
        {closure_of_days(team.zone(), make_day(2026, 3, 4), make_day(2026, 3, 6), "leave")});
    // Two days, of which one and a half have gone by: 8 h before the leave and 28 h after it.
    EXPECT_EQ(warn(own, "2026-03-03T16:00", {2, Unit::days}, 0.75), "2026-03-08T04:00");
}

TEST(Deadline, measures_working_time) {
    const Calendar calendar = made(office_week("UTC"));
    const auto between = [&](std::string_view a, std::string_view b) {
        return working_time_between(local(calendar, a), local(calendar, b), calendar).us /
               us_per_minute;
    };
    EXPECT_EQ(between("2026-03-06T16:00", "2026-03-09T16:00"), 9 * 60);
    EXPECT_EQ(between("2026-03-06T19:00", "2026-03-09T08:00"), 0);
    EXPECT_EQ(between("2026-03-06T17:59", "2026-03-06T18:30"), 1);
    EXPECT_EQ(between("2026-03-09T16:00", "2026-03-06T16:00"), 0);
    EXPECT_EQ(working_time_between(Moment{}, at("2030-01-01T00:00:00Z"), Calendar()), Span{});
}

TEST(Deadline, tells_how_late) {
    const Moment due = at("2026-03-02T09:00:00Z");
    EXPECT_EQ(late_by(due, due), Lateness{});
    EXPECT_EQ(late_by(due, due - hours(1)), Lateness{});
    EXPECT_EQ(late_by(due, due + hours(28) + minutes(5) + seconds(59)), (Lateness{1, 4, 5}));
}

TEST(Duration, is_read_and_written) {
    EXPECT_EQ(to_string(Duration{4, Unit::business_days}), "4 business days");
    EXPECT_EQ(to_string(Duration{1, Unit::weeks}), "1 week");
    for (int unit = 0; unit < 7; ++unit) {
        for (const int n : {1, 2, 10'000}) {
            const Duration duration{n, static_cast<Unit>(unit)};
            EXPECT_EQ(parse_duration(to_string(duration)), duration);
        }
        EXPECT_EQ(parse_unit(to_string(static_cast<Unit>(unit))), static_cast<Unit>(unit));
    }
    EXPECT_EQ(parse_duration("8  working_hours"), (Duration{8, Unit::working_hours}));
    EXPECT_EQ(parse_duration("1 days"), (Duration{1, Unit::days}));
    for (const char* text :
         {"", "4", "days", "0 days", "-1 days", "10001 days", "1.5 days", "4days", " 4 days",
          "4 days ", "04 days", "4 Days", "4 business", "4 fortnights",
          "4 business days and more and more", "99999999999 days", "4 _"}) {
        EXPECT_FALSE(parse_duration(text)) << text;
    }
    EXPECT_FALSE(parse_unit("day"));
}

}  // namespace
}  // namespace vigil
