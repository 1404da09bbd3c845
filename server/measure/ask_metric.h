// The one door to every number that is shown: asks a declared metric within what the asker may see, in his
// time zone, money per currency; each part with the filter that lists its records [R2].
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "measure/goals.h"
#include "usecases/find_records.h"

namespace vigil::measure {

struct MetricAsk {
    std::string key{};
    // At most two: fields of kind choice, link or boolean, or "team": that of whom it counts for.
    std::vector<std::string> by{};
    std::optional<Period> over{};
    // Days where the asker is, both included; with `over` widened to whole periods, and without any of
    // them the present one. Without `over` an open end is open.
    std::optional<Day> from{}, to{};
    std::string whose{};  // "me", a person's id, a team's id (with the teams below it); empty = all
    std::string filter{};  // further condition
    bool plan = false;     // targets and pace; over month, quarter or year, and without `filter`
};

struct MetricPart {
    std::vector<Value> by;  // one per MetricAsk::by; empty = none
    std::optional<Day> period;
    Figure figure;
    std::string filter;  // lists exactly these records, asked by the same person
    std::optional<Goal> goal;
};

struct MetricAnswer {
    CompanyPtr company;
    rules::MetricPtr metric;
    std::vector<std::string> by;
    std::vector<int> fields;  // of `by`; that of "team" is the one whose it is
    std::optional<Period> over;
    std::optional<Day> from, to;
    std::string time_zone;
    Day today;  // where the company is: by whose rates what is open or aimed at is converted
    MetricPart total;
    // Those with something in them (or with a plan); when only `over` is asked, every period. In order.
    std::vector<MetricPart> parts;
    std::vector<Included> included;  // titles of people, teams and records named in the parts
};

inline constexpr int most_periods = 400;
inline constexpr int most_parts = 5'000;

// Faults: not_found (no such metric, or its records are out of sight), `field_not_seen` (forbidden) when
// the number hangs on a field the asker may not see, condition faults of `filter`; malformed `by_unknown`
// {name}, `metric_has_no_time`, `metric_is_nobodys`, `too_many_periods` {limit}, `plan_needs_period`,
// `plan_without_filter`, `ends_before_it_begins`; refused `too_many_parts` {limit}.
Result<MetricAnswer> ask_metric(Engine& engine, const Actor& actor, const MetricAsk& ask);

// May this person know the number? For lists of metrics.
bool may_ask(const Company& company, const Actor& actor, const rules::Metric& metric);

}  // namespace vigil::measure
