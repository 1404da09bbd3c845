// The forecast: month by month what is won, promised, hoped for, and what the plan still lacks [R7].
#pragma once

#include "measure/ask_metric.h"

namespace vigil::measure {

struct ForecastAsk {
    Period over = Period::month;  // month, quarter or year
    std::optional<Day> from, to;  // widened to whole periods; without them the present one
    std::string by;               // "owner", "team" or empty
    std::string whose;            // as in MetricAsk
};

// Of one currency, in minor units. Won counts by when it was won, the open by its close date.
struct ForecastLine {
    Currency currency;
    std::int64_t won = 0, commit = 0, best = 0, pipeline = 0;
    std::optional<std::int64_t> plan;
    // What the plan still lacks when everything promised comes in: plan - won - commit; below zero when
    // it is more. Only where there is a plan in this currency.
    std::optional<std::int64_t> gap() const {
        return plan ? std::optional(*plan - won - commit) : std::nullopt;
    }
};

// How many there are in each, and the filter that lists them.
struct ForecastCell {
    std::int64_t count = 0;
    std::string filter;
};

struct ForecastPart {
    Id who;                     // of "owner" or "team"; none = nobody's, or not asked for
    std::optional<Day> period;  // none in the total
    std::vector<ForecastLine> lines;
    // All lines in the company's currency: won by the rates of their days, the rest by today's. None where
    // a currency has no rate.
    std::optional<ForecastLine> all;
    std::vector<Currency> without_rate;
    ForecastCell won, commit, best, pipeline;
};

struct Forecast {
    CompanyPtr company;
    Day from, to;
    std::string time_zone;
    ForecastPart total;
    std::vector<ForecastPart> parts;  // by period, then by who
    std::vector<Included> included;
};

// Faults: those of ask_metric(); malformed `by_unknown`, `plan_needs_period`.
Result<Forecast> forecast(Engine& engine, const Actor& actor, const ForecastAsk& ask);

}  // namespace vigil::measure
