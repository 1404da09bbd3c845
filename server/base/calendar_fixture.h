// What the tests of calendars and deadlines say in short.
#pragma once

#include <gtest/gtest.h>

#include "base/calendar.h"

namespace vigil {

inline Calendar made(const CalendarPlan& plan) {
    const auto calendar = Calendar::make(plan);
    EXPECT_TRUE(calendar) << (calendar ? "" : calendar.error().fields.at(0).code);
    return calendar.value_or(Calendar());
}

inline Moment at(std::string_view text) {
    const auto moment = parse_moment(text);
    EXPECT_TRUE(moment) << text;
    return moment.value_or(Moment{});
}

// "2026-03-02 16:00" of the calendar's zone.
inline Moment local(const Calendar& calendar, std::string_view text) {
    const auto day = parse_day(text.substr(0, 10));
    const int hour = std::stoi(std::string(text.substr(11, 2)));
    const int minute = std::stoi(std::string(text.substr(14, 2)));
    return calendar.zone().to_utc(*day, (hour * 60 + minute) * us_per_minute);
}

}  // namespace vigil
