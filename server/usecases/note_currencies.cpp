#include "usecases/note_currencies.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "usecases/settings.h"
#include "usecases/unit_of_work.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

std::set<Currency> unknown_in(const Company& company, const std::deque<Staged>& written) {
    const Settings& known = company.settings;
    std::set<Currency> found;
    for (const auto& one : written)
        for (const Value& value : one.after.values) {
            const auto* money = std::get_if<Money>(&value);
            if (money && money->currency != known.currency &&
                std::ranges::find(known.used, money->currency) == known.used.end())
                found.insert(money->currency);
        }
    return found;
}

}  // namespace

void note_currencies(Engine& engine, const Company& company, const std::deque<Staged>& written) {
    const auto found = unknown_in(company, written);
    if (found.empty()) return;
    const Actor house = Actor::house();
    (void)work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        VIGIL_TRY(const auto row,
                  find_setting(unit.view(), unit.entity("setting"), used_currencies_setting));
        auto used = Json::parse(row ? row->text("value") : "[]", nullptr, false);
        if (!used.is_array()) used = Json::array();
        for (const Currency currency : found)
            if (std::ranges::find(used, Json(currency.view())) == used.end())
                used.push_back(currency.view());
        return stage_silent_setting(unit, used_currencies_setting, used.dump());
    });
}

}  // namespace vigil
