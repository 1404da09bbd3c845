#include "usecases/calendar_text.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/embedded.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

constexpr std::string_view weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::size_t most_stretches = 24, most_leaves = 500;

std::optional<int> parse_minute(const Json& json) {
    if (!json.is_string()) return std::nullopt;
    const auto text = json.get<std::string>();
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t i : {0, 1, 3, 4})
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
    return hour * 60 + minute;
}

std::optional<std::vector<WorkHours>> parse_stretches(const Json& json) {
    if (!json.is_array() || json.size() > most_stretches) return std::nullopt;
    std::vector<WorkHours> hours;
    for (const auto& pair : json) {
        if (!pair.is_array() || pair.size() != 2) return std::nullopt;
        const auto from = parse_minute(pair[0]), to = parse_minute(pair[1]);
        if (!from || !to || *from >= *to) return std::nullopt;
        hours.push_back({*from, *to});
    }
    return hours;
}

std::optional<Day> day_in(const Json& item, const char* key) {
    const auto at = item.find(key);
    if (at == item.end() || !at->is_string()) return std::nullopt;
    return parse_day(at->get<std::string>());
}

void add_holidays(CalendarPlan& plan, std::vector<SpecialDay> days) {
    for (auto& day : days)
        if (std::ranges::find(plan.special_days, day.day, &SpecialDay::day) ==
            plan.special_days.end())
            plan.special_days.push_back(std::move(day));
}

// Country -> the text of its days off, as a calendar keeps its own.
const std::map<std::string, std::string, std::less<>>& holidays_by_country() {
    static const auto all = [] {
        std::map<std::string, std::string, std::less<>> texts;
        for (const auto& file : embedded_data()) {
            if (file.path != "holidays.json") continue;
            const auto json = Json::parse(file.bytes);
            for (const auto& [country, days] : json.items()) texts.emplace(country, days.dump());
        }
        return texts;
    }();
    return all;
}

}  // namespace

std::optional<std::array<std::vector<WorkHours>, 7>> parse_hours(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    std::array<std::vector<WorkHours>, 7> week;
    bool works = false;
    for (const auto& [name, stretches] : json.items()) {
        const auto weekday = std::ranges::find(weekdays, name);
        auto hours = parse_stretches(stretches);
        if (weekday == std::end(weekdays) || !hours) return std::nullopt;
        works |= !hours->empty();
        week[std::size_t(weekday - std::begin(weekdays))] = *std::move(hours);
    }
    if (!works) return std::nullopt;
    return week;
}

bool hours_overlap(std::string_view text) {
    auto week = parse_hours(text);
    if (!week) return false;
    for (auto& day : *week) {
        std::ranges::sort(day, {}, &WorkHours::from);
        const auto reaches_over = [](const WorkHours& one, const WorkHours& next) {
            return next.from < one.to;
        };
        if (std::ranges::adjacent_find(day, reaches_over) != day.end()) return true;
    }
    return false;
}

std::optional<std::vector<SpecialDay>> parse_holidays(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    std::vector<SpecialDay> days;
    for (const auto& [date, name] : json.items()) {
        const auto day = parse_day(date);
        if (!day || !name.is_string()) return std::nullopt;
        days.push_back({*day, name.get<std::string>(), {}});
    }
    return days;
}

CalendarPlan calendar_plan(const Record& calendar) {
    CalendarPlan plan;
    plan.zone = calendar.text("time_zone");
    if (auto week = parse_hours(calendar.text("hours"))) plan.week = *std::move(week);
    if (auto days = parse_holidays(calendar.text("holidays"))) add_holidays(plan, *std::move(days));
    const auto country = holidays_by_country().find(calendar.text("country"));
    if (country != holidays_by_country().end())
        if (auto days = parse_holidays(country->second)) add_holidays(plan, *std::move(days));
    return plan;
}

std::vector<std::string> holiday_countries() {
    std::vector<std::string> codes;
    for (const auto& [country, days] : holidays_by_country()) codes.push_back(country);
    return codes;
}

std::vector<SpecialDay> holidays_of(std::string_view country) {
    const auto found = holidays_by_country().find(country);
    if (found == holidays_by_country().end()) return {};
    return parse_holidays(found->second).value_or(std::vector<SpecialDay>());
}

std::optional<std::vector<Leave>> parse_leave(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_array() || json.size() > most_leaves) return std::nullopt;
    std::vector<Leave> leaves;
    for (const auto& item : json) {
        if (!item.is_object()) return std::nullopt;
        const auto first = day_in(item, "from"), last = day_in(item, "to");
        if (!first || !last || *last < *first) return std::nullopt;
        const auto why = item.find("why");
        const bool is_told = why != item.end() && why->is_string();
        leaves.push_back({*first, *last, is_told ? why->get<std::string>() : "leave"});
    }
    return leaves;
}

}  // namespace vigil
