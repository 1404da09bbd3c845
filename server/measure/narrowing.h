// Which records a metric is asked about, as a condition and as the text that lists them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/metric.h"
#include "usecases/engine.h"

namespace vigil::measure {

struct MetricAsk;

bool sees(const Permit& permit, const EntityDef& entity);
// Fault `field_not_yours` (forbidden).
Status check_reads(const Permit& permit, const EntityDef& entity, int field);

// For whom it is counted, if for somebody.
struct Subject {
    Id user, team;
};

struct Narrowing {
    const rules::Metric* metric = nullptr;
    Subject subject;
    std::vector<std::string> parts;  // texts that are joined by "and"
    ConditionPtr condition;  // of the whole text; the asker fills it in; null = every record

    // With the stretch of days and further texts.
    std::string text(std::optional<Day> from, std::optional<Day> to,
                     const std::vector<std::string>& further = {}) const;
};

// Faults: not_found for an unknown person or team, metric_is_nobodys, those of parse_filter().
Result<Narrowing> narrow_to(const Company& company, const Actor& actor, const rules::Metric& metric,
                            const MetricAsk& ask);

// "stage = won", "owner is empty".
std::string value_text(const rules::Metric& metric, int field, const Value& value);
// "owner.team = 12".
std::string team_text(const rules::Metric& metric, Id team);

}  // namespace vigil::measure
