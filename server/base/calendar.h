// When people work: a time zone, the hours of each weekday, special days (holidays, half days,
// working Saturdays) and closed stretches (the office shut, a person on leave). A person's calendar
// is his team's with his own leave laid over it. Deadlines on top of it: base/deadline.h.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"
#include "base/result.h"
#include "base/zone.h"

namespace vigil {

// Minutes of a local day, half-open: 0 <= from < to <= 1440. Several a day make breaks; a night
// shift is written as two, [22:00, 24:00) and [00:00, 06:00) of the next day. When the clocks are
// turned back, an hour opens and closes at the first showing of its time.
struct WorkHours {
    int from = 0;
    int to = 0;
    auto operator<=>(const WorkHours&) const = default;
};

// A day that does not follow its weekday. Without hours: a holiday. With hours: a short day, or a
// weekend day that is worked.
struct SpecialDay {
    Day day;
    std::string name;
    std::vector<WorkHours> hours{};
    bool operator==(const SpecialDay&) const = default;
};

// A stretch in which nobody is expected to work. Half-open: [from, to).
struct Closure {
    enum class Whose {
        office,  // a team or company closed: does not move deadlines in hours, days or weeks
        person,  // leave, travel, grace: moves every deadline of its owner
    };
    Moment from;
    Moment to;
    std::string name;
    Whose whose = Whose::person;
    bool operator==(const Closure&) const = default;
};

// Whole days, the first and the last included, in a zone's local time.
Closure closure_of_days(const Zone& zone, Day first, Day last, std::string name,
                        Closure::Whose whose = Closure::Whose::person);

// A calendar as it is configured and stored.
struct CalendarPlan {
    std::string zone = "UTC";
    std::array<std::vector<WorkHours>, 7> week{};  // 0 = Monday
    std::vector<SpecialDay> special_days{};
    std::vector<Closure> closures{};
};

// Monday to Friday, 09:00 to 18:00.
CalendarPlan office_week(std::string_view zone);

// What stands in the way of using it; empty = nothing. Codes: calendar_zone_unknown {zone},
// calendar_hours_invalid {from, to}, calendar_special_day_twice {day}, calendar_closure_empty
// {name}, calendar_too_large {limit}, calendar_name_too_long {limit}. Hours may overlap or touch;
// they are joined.
std::vector<FieldFault> faults_of(const CalendarPlan& plan);

// A stretch of working time, half-open.
struct OpenSpan {
    Moment from;
    Moment to;
    auto operator<=>(const OpenSpan&) const = default;
};

struct CalendarHours;

// An immutable value; cheap to copy, safe to share between threads.
class Calendar {
  public:
    Calendar();  // UTC without any working time

    // Fault `calendar_invalid` with the fields from faults_of.
    static Result<Calendar> make(const CalendarPlan& plan);

    // This calendar with further closures laid over it; empty ones are ignored. Overlapping ones
    // are joined (where leave and a closed office overlap, it is leave).
    Calendar with(std::vector<Closure> closures) const;

    const Zone& zone() const;
    // Sorted, joined; special days considered, closures not.
    std::span<const WorkHours> hours_on(Day day) const;
    std::span<const WorkHours> weekday_hours(int weekday) const;
    // The special day of that date, or none.
    const SpecialDay* special_day(Day day) const;
    // Sorted by day.
    std::span<const SpecialDay> special_days() const;
    // Sorted by start, disjoint.
    std::span<const Closure> closures() const { return closures_; }

    bool is_open(Moment moment) const;
    // At least one moment of working time is left after special days and closures.
    bool is_business_day(Day day) const;
    // The first working time that ends after `moment`, cut to begin no earlier. Nothing when none
    // begins within two years.
    std::optional<OpenSpan> next_open(Moment moment) const;

  private:
    std::shared_ptr<const CalendarHours> hours_;
    std::vector<Closure> closures_;
};

// Walks working time forward: each next() is the next open span, cut to begin no earlier than
// `from`. Touching spans (midnight) come apart. Keeps a reference to the calendar.
class OpenWalk {
  public:
    static constexpr int patience_days = 731;  // two years: none in so long means none at all

    OpenWalk(const Calendar& calendar, Moment from);
    // False when no working time begins within two years of the last one; then it stays false.
    bool next(OpenSpan& span);
    // The calendar day to which the last span belongs.
    Day day() const { return day_; }

  private:
    bool load_hours();
    bool cut_closures(OpenSpan& span);
    Moment utc_of(int minute);

    const Calendar* calendar_;
    Zone::Segment segment_;
    std::span<const WorkHours> hours_{};
    std::size_t next_hours_ = 0;
    std::size_t next_closure_ = 0;
    Day day_;
    Moment left_from_;  // what remains of the current working hours
    Moment left_to_;
    int idle_days_ = 0;
};

}  // namespace vigil
