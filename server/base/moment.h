// Points in time and calendar days. A Moment is UTC microseconds since 1970; a Day is a calendar day
// without a time zone, so it never shifts when it travels. Nothing here reads a clock.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigil {

struct Moment {
    std::int64_t us = 0;  // microseconds since 1970-01-01T00:00:00Z
    auto operator<=>(const Moment&) const = default;
};

// A length of exact time, in microseconds.
struct Span {
    std::int64_t us = 0;
    auto operator<=>(const Span&) const = default;
};

constexpr std::int64_t us_per_minute = 60'000'000;
constexpr std::int64_t us_per_day = 1440 * us_per_minute;

constexpr Span seconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr std::int64_t whole_seconds(Span span) { return span.us / 1'000'000; }
constexpr Span minutes(std::int64_t n) { return seconds(n * 60); }
constexpr Span hours(std::int64_t n) { return minutes(n * 60); }
constexpr Span days(std::int64_t n) { return hours(n * 24); }

constexpr Moment operator+(Moment m, Span s) { return {m.us + s.us}; }
constexpr Moment operator-(Moment m, Span s) { return {m.us - s.us}; }
constexpr Span operator-(Moment a, Moment b) { return {a.us - b.us}; }

struct Day {
    std::int32_t number = 0;  // days since 1970-01-01, proleptic Gregorian
    auto operator<=>(const Day&) const = default;
};
constexpr Day operator+(Day d, int n) { return {d.number + n}; }
constexpr int operator-(Day a, Day b) { return a.number - b.number; }

// "2026-03-02T09:00:00.000000Z". Always six decimals and Z.
std::string to_string(Moment moment);
// Takes RFC 3339 with 0 to 6 decimals and Z or an offset; years 0001 .. 9999. Anything else is nothing.
std::optional<Moment> parse_moment(std::string_view text);

// "2026-03-02".
std::string to_string(Day day);
std::optional<Day> parse_day(std::string_view text);

Day make_day(int year, unsigned month, unsigned day);
std::chrono::year_month_day civil(Day day);
// 0 = Monday .. 6 = Sunday (ISO 8601).
int weekday(Day day);

}  // namespace vigil
