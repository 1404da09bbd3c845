#include "usecases/calendar_text.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace vigil {
namespace {

TEST(CalendarText, HoursOfAWeek) {
    const auto week = parse_hours(R"({"mon": [["09:00","12:30"],["13:00","24:00"]], "sun": []})");
    ASSERT_TRUE(week);
    ASSERT_EQ((*week)[0].size(), 2u);
    EXPECT_EQ((*week)[0][0], (WorkHours{540, 750}));
    EXPECT_EQ((*week)[0][1], (WorkHours{780, 1440}));
    EXPECT_TRUE((*week)[6].empty());
}

TEST(CalendarText, RefusesWhatIsNoHours) {
    for (const char* text :
         {"", "[]", "{}", R"({"mon": []})", R"({"mon": "09:00"})", R"({"mo": [["09:00","10:00"]]})",
          R"({"mon": [["10:00","09:00"]]})", R"({"mon": [["09:00","09:00"]]})",
          R"({"mon": [["9:00","10:00"]]})", R"({"mon": [["09:60","10:00"]]})",
          R"({"mon": [["09:00","24:01"]]})", R"({"mon": [["0/:00","10:00"]]})",
          R"({"mon": [["09:00"]]})", R"({"mon": [[9, 10]]})"})
        EXPECT_FALSE(parse_hours(text)) << text;
}

TEST(CalendarText, DaysOff) {
    const auto days = parse_holidays(R"({"2026-12-25": "Christmas Day"})");
    ASSERT_TRUE(days);
    ASSERT_EQ(days->size(), 1u);
    EXPECT_EQ((*days)[0].day, *parse_day("2026-12-25"));
    EXPECT_EQ((*days)[0].name, "Christmas Day");
    EXPECT_TRUE((*days)[0].hours.empty());
    for (const char* text : {"[]", R"({"2026-02-30": "x"})", R"({"2026-12-25": 1})", "{"})
        EXPECT_FALSE(parse_holidays(text)) << text;
}

TEST(CalendarText, LeaveOfAPerson) {
    const auto leaves = parse_leave(
        R"([{"from": "2026-08-03", "to": "2026-08-14", "why": "Sea"}, {"from": "2026-09-01", "to": "2026-09-01"}])");
    ASSERT_TRUE(leaves);
    ASSERT_EQ(leaves->size(), 2u);
    EXPECT_EQ((*leaves)[0].first, *parse_day("2026-08-03"));
    EXPECT_EQ((*leaves)[0].last, *parse_day("2026-08-14"));
    EXPECT_EQ((*leaves)[0].why, "Sea");
    EXPECT_EQ((*leaves)[1].why, "leave");
    for (const char* text :
         {"{}", "[1]", R"([{"from": "2026-08-03"}])",
          R"([{"from": "2026-08-03", "to": "2026-08-02"}])", R"([{"from": 1, "to": 2}])"})
        EXPECT_FALSE(parse_leave(text)) << text;
}

}  // namespace
}  // namespace vigil
