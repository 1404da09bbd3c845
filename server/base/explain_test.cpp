#include "base/explain.h"

#include <gtest/gtest.h>

#include "base/calendar_fixture.h"

namespace vigil {
namespace {

std::string told(const Calendar& calendar, std::string_view start, std::string_view duration,
                 std::string_view language = "en") {
    const auto found = explain(local(calendar, start), *parse_duration(duration), calendar);
    return found ? in_words(*found, language) : found.error().code;
}

CalendarPlan berlin() {
    CalendarPlan plan = office_week("Europe/Berlin");
    plan.special_days = {{make_day(2026, 4, 3), "Good Friday"},
                         {make_day(2026, 4, 6), "Easter Monday"},
                         {make_day(2026, 4, 18), "on a Saturday"},
                         {make_day(2026, 12, 24), "Christmas Eve", {{540, 720}}},
                         {make_day(2026, 12, 25), "Christmas Day"}};
    return plan;
}

TEST(Explain, in_english) {
    const Calendar calendar = made(berlin());
    EXPECT_EQ(told(calendar, "2026-03-06T16:00", "1 business day"),
              "Fri 16:00 + 1 business day, weekend skipped = Mon 16:00");
    EXPECT_EQ(told(calendar, "2026-03-01T17:50", "1 working hour"),
              "Sun 17:50, counted from Mon 09:00 + 1 working hour = Mon 10:00");
    EXPECT_EQ(told(calendar, "2026-03-06T19:00", "1 business day"),
              "Fri 19:00, weekend skipped, counted from Mon 09:00 + 1 business day = Tue 09:00");
    EXPECT_EQ(told(calendar, "2026-03-02T16:00", "1 day"), "Mon 16:00 + 1 day = Tue 16:00");
    EXPECT_EQ(told(calendar, "2026-04-02T16:00", "1 business day"),
              "Thu 16:00 + 1 business day, Good Friday (3 Apr), Easter Monday (6 Apr) and weekend "
              "skipped = Tue 16:00");
    EXPECT_EQ(told(calendar, "2026-04-13T16:00", "10 business days"),
              "Mon 13 Apr 16:00 + 10 business days, 2 weekends skipped = Mon 27 Apr 16:00");
    EXPECT_EQ(told(calendar, "2026-12-23T16:00", "1 business day"),
              "Wed 16:00 + 1 business day, 16:00 is outside that day's hours = Thu 12:00");
    EXPECT_EQ(told(calendar, "2026-12-31T16:00", "1 day"),
              "Thu 31 Dec 2026 16:00 + 1 day = Fri 1 Jan 2027 16:00");
    EXPECT_EQ(told(calendar, "2026-04-03T10:00", "1 working hour"),
              "Fri 10:00, Good Friday (3 Apr), Easter Monday (6 Apr) and weekend skipped, "
              "counted from Tue 09:00 + 1 working hour = Tue 10:00");
}

TEST(Explain, says_where_a_deadline_stands_elsewhere) {
    const Calendar calendar = made(berlin());
    const auto derived =
        explain(local(calendar, "2026-03-02T10:00"), *parse_duration("1 day"), calendar);
    ASSERT_TRUE(derived);
    const auto told_at = [&](std::string_view due, std::string_view language) {
        return in_words(*derived, local(calendar, due), language);
    };
    EXPECT_EQ(told_at("2026-03-03T10:00", "en"), "Mon 10:00 + 1 day = Tue 10:00");
    EXPECT_EQ(
        told_at("2026-03-06T07:36", "en"),
        "Mon 10:00 + 1 day = Tue 10:00; no deadline moves into the past: due Fri 6 Mar 07:36");
    EXPECT_EQ(told_at("2026-03-02T18:00", "en"),
              "Mon 10:00 + 1 day = Tue 10:00; by the calendar of that time: due Mon 2 Mar 18:00");
    EXPECT_NE(told_at("2026-03-06T07:36", "zh-CN").find("期限不会移到过去"), std::string::npos);
}

TEST(Explain, clock_changes) {
    const Calendar calendar = made(berlin());
    EXPECT_EQ(told(calendar, "2026-03-28T17:00", "24 hours"),
              "Sat 17:00 + 24 hours, clocks go forward 60 min on 29 Mar = Sun 18:00");
    EXPECT_EQ(told(calendar, "2026-10-24T17:00", "24 hours"),
              "Sat 17:00 + 24 hours, clocks go back 60 min on 25 Oct = Sun 16:00");
    EXPECT_EQ(told(calendar, "2026-03-28T17:00", "1 day"), "Sat 17:00 + 1 day = Sun 17:00");
    EXPECT_EQ(told(calendar, "2026-03-28T02:30", "1 day"),
              "Sat 02:30 + 1 day, the clocks leap over that time = Sun 03:00");
}

TEST(Explain, leave_and_closed_offices) {
    const Calendar team = made(berlin());
    const Closure leave =
        closure_of_days(team.zone(), make_day(2026, 3, 4), make_day(2026, 3, 6), "");
    const Closure shut = closure_of_days(team.zone(), make_day(2026, 3, 3), make_day(2026, 3, 3),
                                         "stocktaking", Closure::Whose::office);
    const Calendar own = team.with({leave, shut});
    EXPECT_EQ(told(own, "2026-03-02T16:00", "1 business day"),
              "Mon 2 Mar 16:00 + 1 business day, stocktaking (3 Mar), leave (4 Mar to 6 Mar) and "
              "weekend skipped = Mon 9 Mar 16:00");
    EXPECT_EQ(told(own, "2026-03-02T16:00", "2 days"),
              "Mon 16:00 + 2 days, leave (4 Mar to 6 Mar) skipped = Sat 16:00");
    EXPECT_EQ(told(own, "2026-03-05T10:00", "1 working hour"),
              "Thu 10:00, leave (4 Mar to 6 Mar) and weekend skipped, counted from Mon 09:00 + "
              "1 working hour = Mon 10:00");
    EXPECT_EQ(told(Calendar(), "2026-03-02T16:00", "1 business day"), "calendar_without_hours");
}

TEST(Explain, in_chinese) {
    CalendarPlan plan = office_week("Asia/Shanghai");
    for (int day = 1; day <= 7; ++day) {
        plan.special_days.push_back({make_day(2026, 10, static_cast<unsigned>(day)), "国庆节"});
    }
    const Calendar calendar = made(plan);
    EXPECT_EQ(told(calendar, "2026-03-06T16:00", "1 business day", "zh-CN"),
              "周五 16:00 + 1个工作日，跳过周末 = 周一 16:00");
    EXPECT_EQ(told(calendar, "2026-09-30T16:00", "1 business day", "zh-CN"),
              "9月30日周三 16:00 + 1个工作日，跳过国庆节（10月1日至10月7日） = 10月8日周四 16:00");
    EXPECT_EQ(told(calendar, "2026-03-01T17:50", "1 working hour", "zh-CN"),
              "周日 17:50，从周一 09:00起算 + 1个工作小时 = 周一 10:00");
}

TEST(Explain, is_bounded) {
    CalendarPlan plan = berlin();
    for (int i = 0; i < 3000; i += 2) plan.special_days.push_back({make_day(2027, 1, 1) + i, "h"});
    const Calendar calendar = made(plan);
    const auto found =
        explain(local(calendar, "2026-03-06T16:00"), {2000, Unit::business_days}, calendar);
    ASSERT_TRUE(found);
    EXPECT_LE(found->steps.size(), std::size_t{Explanation::steps_max});
    EXPECT_GT(found->left_out, 100);
    EXPECT_EQ(found->steps.front().kind, Step::Kind::start);
    EXPECT_EQ(found->steps.back().kind, Step::Kind::due);
    EXPECT_EQ(found->steps.back().at, found->deadline.due);
    EXPECT_LT(in_words(*found, "en").size(), 400u);
}

TEST(Explain, durations_and_lateness_in_words) {
    EXPECT_EQ(in_words(Duration{4, Unit::business_days}, "en"), "4 business days");
    EXPECT_EQ(in_words(Duration{2, Unit::weeks}, "zh-CN"), "2周");
    EXPECT_EQ(in_words(Lateness{1, 4, 30}, "en"), "1 d 4 h");
    EXPECT_EQ(in_words(Lateness{1, 0, 30}, "en"), "1 d");
    EXPECT_EQ(in_words(Lateness{0, 4, 5}, "en"), "4 h 5 min");
    EXPECT_EQ(in_words(Lateness{0, 0, 5}, "en"), "5 min");
    EXPECT_EQ(in_words(Lateness{}, "en"), "< 1 min");
    EXPECT_EQ(in_words(Lateness{1, 4, 30}, "zh-CN"), "1天4小时");
    EXPECT_EQ(in_words(Lateness{}, "zh-CN"), "不到1分钟");
}

}  // namespace
}  // namespace vigil
