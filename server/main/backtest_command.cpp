#include "main/backtest_command.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/zone.h"
#include "in/http/api/backtest_json.h"

namespace vigil {

namespace {

constexpr int usual_days = 30;

struct DaysAskedText {
    std::string from, to;
};

Result<rules::GuidelinePtr> guideline_named(Engine& engine, const std::string& name) {
    if (!name.ends_with(".json")) return watch::guideline_to_test(*engine.company.current(), name);
    std::ifstream file(name);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file)
        return fail(FaultKind::malformed, "usage", name + " cannot be read", {{"what", name}});
    return watch::draft_to_test(engine, text.str());
}

// "2026-03-02 10:00" where the company is.
std::string local(const Zone& zone, Moment moment) {
    const auto time = zone.to_local(moment);
    const auto minute = time.us_of_day / 60'000'000;
    return fmt::format("{} {:02}:{:02}", to_string(time.day), minute / 60, minute % 60);
}

std::string name_of(const nlohmann::json& person, const Words& words) {
    return person.is_object() ? person["name"].get<std::string>()
                              : words.text("en", "mail.no_owner");
}

void print_counts(const nlohmann::json& counts, const char* who, const Words& words) {
    for (const auto& one : counts)
        std::cout << fmt::format("  {:>5}  {}\n", one["raised"].get<int>(),
                                 one.contains(who) && !one[who].is_string()
                                     ? name_of(one[who], words)
                                     : one[who].get<std::string>());
}

void print(const nlohmann::json& json, const DaysAskedText& days, const Zone& zone,
           const Words& words) {
    const auto shown = [&](const nlohmann::json& at) {
        return at.is_string() ? local(zone, *parse_moment(at.get<std::string>()))
                              : std::string("-");
    };
    std::cout << json["sentence"].get<std::string>() << "\n"
              << fmt::format(
                     "would have raised {} from {} to {}; {} promises began, {} were kept.\n",
                     json["raised"].get<int>(), days.from, days.to, json["started"].get<int>(),
                     json["met"].get<int>());
    if (!json["complete"].get<bool>())
        std::cout << "It was cut short: nothing after " << shown(json["looked_at_until"])
                  << " was looked at.\n";
    for (const auto& field : json["unknown_fields"])
        std::cout << "The journal does not keep " << field.get<std::string>()
                  << ": taken as empty.\n";
    if (json["raised"] == 0) return;
    std::cout << "By owner\n";
    print_counts(json["by_owner"], "owner", words);
    std::cout << "By week\n";
    print_counts(json["by_week"], "week", words);
    for (const auto& one : json["exceptions"])
        std::cout << fmt::format(
            "{} {} ({}): due {}, warned {}, raised {}, {} {}, {} late\n",
            one["record"]["entity"].get<std::string>(),
            one["record"]["title"].is_string() ? one["record"]["title"].get<std::string>()
                                               : "#" + one["record"]["id"].get<std::string>(),
            name_of(one["owner"], words), shown(one["due_at"]), shown(one["warned_at"]),
            shown(one["raised_at"]),
            one["closed_by"].is_string() ? one["closed_by"].get<std::string>() : "open",
            one["closed_at"].is_string() ? shown(one["closed_at"]) : "",
            one["late"].get<std::string>());
}

}  // namespace

Result<int> backtest_command(Engine& engine, const Options& options, const Words& words) {
    if (options.words().size() != 2)
        return fail(FaultKind::malformed, "usage", "backtest wants a guideline",
                    {{"what", "GUIDELINE"}});
    const auto company = engine.company.current();
    const Day today = company->local_day(engine.clock.now());
    const DaysAskedText days{options.get("from", {}, to_string(today + -(usual_days - 1))),
                             options.get("to", {}, to_string(today))};
    VIGIL_TRY(const auto asked, http::days_asked(*company, days.from, days.to));
    watch::BacktestAsk ask;
    VIGIL_TRY(ask.guideline, guideline_named(engine, options.words()[1]));
    ask.from = asked.from;
    ask.to = asked.to;
    ask.most_bytes = std::size_t{8} << 30;
    VIGIL_TRY(const auto result, watch::backtest(engine, ask));
    const Actor house = Actor::house();
    constexpr std::size_t all = SIZE_MAX;
    VIGIL_TRY(const auto text, http::backtest_json(engine, house, result, all));
    const auto json = nlohmann::json::parse(text);
    if (options.has("json"))
        std::cout << json.dump(2) << "\n";
    else
        print(json, days, Zone::find(company->settings.time_zone).value_or(Zone()), words);
    return 0;
}

}  // namespace vigil
