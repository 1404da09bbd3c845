#include "base/ical_rule.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace vigil::ical {

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
    return result;
}

namespace {

constexpr std::size_t list_max = 64;  // members of one BY part

std::optional<int> number(std::string_view text, int least, int most) {
    int value = 0;
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || stopped != text.data() + text.size() || value < least ||
        value > most) {
        return std::nullopt;
    }
    return value;
}

std::optional<Day> date_of(std::string_view text) {
    if (text.size() != 8) return std::nullopt;
    const std::string spread = std::string(text.substr(0, 4)) + "-" +
                               std::string(text.substr(4, 2)) + "-" + std::string(text.substr(6));
    return parse_day(spread);
}

}  // namespace

std::optional<Stamp> date_stamp(std::string_view text, const Zone& zone) {
    const auto day = date_of(text.substr(0, 8));
    if (!day) return std::nullopt;
    if (text.size() == 8) return Stamp{*day};
    const bool utc = text.size() == 16 && (text[15] == 'Z' || text[15] == 'z');
    if ((text.size() != 15 && !utc) || (text[8] != 'T' && text[8] != 't')) return std::nullopt;
    for (std::size_t i = 9; i < 15; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
    }
    const auto hour = number(text.substr(9, 2), 0, 23);
    const auto minute = number(text.substr(11, 2), 0, 59);
    const auto second = number(text.substr(13, 2), 0, 60);
    if (!hour || !minute || !second) return std::nullopt;
    const int of_day = *hour * 3600 + *minute * 60 + std::min(*second, 59);
    if (!utc) return Stamp{*day, of_day, true};
    const LocalTime local =
        zone.to_local(Moment{day->number * us_per_day + of_day * std::int64_t{1'000'000}});
    return Stamp{local.day, static_cast<int>(local.us_of_day / 1'000'000), true};
}

std::optional<int> days_of_duration(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text.size() < 3 || upper(text.substr(0, 1)) != "P") return std::nullopt;
    const std::string unit = upper(text.substr(text.size() - 1));
    const auto n = number(text.substr(1, text.size() - 2), 1, 10'000);
    if (!n || (unit != "D" && unit != "W")) return std::nullopt;
    return unit == "W" ? *n * 7 : *n;
}

namespace {

std::optional<NthWeekday> nth_weekday(std::string_view text) {
    constexpr std::string_view names = "MOTUWETHFRSASU";
    if (text.size() < 2) return std::nullopt;
    const std::size_t at = names.find(text.substr(text.size() - 2));
    if (at == names.npos || at % 2 != 0) return std::nullopt;
    NthWeekday found{0, static_cast<int>(at / 2)};
    if (text.size() == 2) return found;
    const auto nth = number(text.substr(0, text.size() - 2), -53, 53);
    if (!nth || *nth == 0) return std::nullopt;
    found.nth = *nth;
    return found;
}

bool read_numbers(std::string_view text, int least, int most, std::vector<int>& into) {
    return each_part(text, ',', [&](std::string_view part) {
        const auto value = number(part, least, most);
        if (!value || *value == 0 || into.size() >= list_max) return false;
        into.push_back(*value);
        return true;
    });
}

bool read_part(std::string_view key, std::string_view value, const Zone& zone, Rule& rule) {
    if (key == "FREQ") return value == "YEARLY";
    if (key == "WKST") return true;  // matters to weeks only
    if (key == "BYMONTH") return read_numbers(value, 1, 12, rule.months);
    if (key == "BYMONTHDAY") return read_numbers(value, -31, 31, rule.month_days);
    if (key == "BYSETPOS") return read_numbers(value, -366, 366, rule.positions);
    if (key == "INTERVAL" || key == "COUNT") {
        const auto n = number(value, 1, 100'000);
        if (n) (key == "COUNT" ? rule.count : rule.interval) = *n;
        return n.has_value();
    }
    if (key == "UNTIL") {
        const auto stamp = date_stamp(value, zone);
        if (stamp) rule.until = stamp->day;
        return stamp.has_value();
    }
    if (key != "BYDAY") return false;
    return each_part(value, ',', [&](std::string_view part) {
        const auto day = nth_weekday(part);
        if (!day || rule.weekdays.size() >= list_max) return false;
        rule.weekdays.push_back(*day);
        return true;
    });
}

}  // namespace

std::optional<Rule> read_rule(std::string_view text, const Zone& zone) {
    Rule rule;
    bool yearly = false;
    std::string all = upper(text);
    while (all.ends_with(';') || all.ends_with(' ')) all.pop_back();
    const bool good = each_part(all, ';', [&](std::string_view part) {
        const std::size_t equals = part.find('=');
        if (equals == part.npos) return false;
        yearly = yearly || part.starts_with("FREQ=");
        return read_part(part.substr(0, equals), part.substr(equals + 1), zone, rule);
    });
    if (!good || !yearly) return std::nullopt;
    return rule;
}

namespace {

bool month_day_fits(const Rule& rule, int day, int length) {
    return std::ranges::any_of(rule.month_days, [&](int wanted) {
        return wanted > 0 ? wanted == day : length + 1 + wanted == day;
    });
}

// Is it the nth such weekday of a stretch (a month or a year) in which it has this place?
bool weekday_fits(const Rule& rule, int weekday, int place, int length) {
    return std::ranges::any_of(rule.weekdays, [&](NthWeekday wanted) {
        if (wanted.weekday != weekday) return false;
        if (wanted.nth == 0) return true;
        return wanted.nth > 0 ? place / 7 + 1 == wanted.nth
                              : (length - 1 - place) / 7 + 1 == -wanted.nth;
    });
}

}  // namespace

std::vector<Day> days_of_year(const Rule& rule, int year, std::chrono::year_month_day start) {
    const Day new_year = make_day(year, 1, 1);
    const int year_length = make_day(year + 1, 1, 1) - new_year;
    const bool free_month =
        rule.months.empty() && (!rule.month_days.empty() || !rule.weekdays.empty());
    const bool nth_of_month = !rule.months.empty() || !rule.month_days.empty();
    std::vector<Day> found;
    Day first = new_year;
    for (int month = 1; month <= 12; ++month) {
        const Day next = month == 12 ? make_day(year + 1, 1, 1)
                                     : make_day(year, static_cast<unsigned>(month) + 1, 1);
        const int length = next - first;
        const bool wanted =
            free_month ||
            (rule.months.empty()
                 ? static_cast<unsigned>(start.month()) == static_cast<unsigned>(month)
                 : std::ranges::find(rule.months, month) != rule.months.end());
        for (int i = 0; wanted && i < length; ++i) {
            const Day day = first + i;
            bool fits = true;
            if (!rule.month_days.empty()) fits = month_day_fits(rule, i + 1, length);
            if (fits && !rule.weekdays.empty()) {
                fits = nth_of_month ? weekday_fits(rule, weekday(day), i, length)
                                    : weekday_fits(rule, weekday(day), day - new_year, year_length);
            }
            if (rule.month_days.empty() && rule.weekdays.empty()) {
                fits = static_cast<unsigned>(start.day()) == static_cast<unsigned>(i) + 1;
            }
            if (fits) found.push_back(day);
        }
        first = next;
    }
    if (rule.positions.empty()) return found;
    std::set<Day> chosen;
    for (const int position : rule.positions) {
        const int size = static_cast<int>(found.size());
        const int at = position > 0 ? position - 1 : size + position;
        if (at >= 0 && at < size) chosen.insert(found[static_cast<std::size_t>(at)]);
    }
    return {chosen.begin(), chosen.end()};
}

}  // namespace vigil::ical
