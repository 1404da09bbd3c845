#include "crm/opportunities/opportunity_rules.h"

#include <algorithm>

namespace vigil {

namespace {

struct StageRule {
    std::string_view stage;
    std::int64_t probability;  // per cent
    std::string_view forecast;
};
constexpr StageRule stage_rules[] = {
    {"qualified", 10, "pipeline"}, {"demo", 25, "pipeline"}, {"proposal", 50, "best"},
    {"negotiation", 75, "commit"}, {"won", 100, "closed"},   {"lost", 0, "closed"},
};

const StageRule* rule_of(std::string_view stage) {
    for (const auto& rule : stage_rules)
        if (rule.stage == stage) return &rule;
    return nullptr;
}

bool same(const Record* before, const Record& after, std::string_view key) {
    return before ? (*before)[key] == after[key] : is_empty(after[key]);
}

bool is_closed(const Record& record) {
    return record.text("stage") == "won" || record.text("stage") == "lost";
}

Moment closed_on_entry(const Record& record, Moment at) {
    const auto* day = std::get_if<Day>(&record["close_date"]);
    if (!day) return at;
    constexpr std::int64_t us_per_day = days(1).us;
    return std::min(at, Moment{day->number * us_per_day + us_per_day / 2});
}

void note_closing(const Record* before, Record& after, Moment at) {
    if (!is_closed(after)) {
        after.set("closed_at", Empty{});
    } else if (!before) {
        after.set("closed_at", closed_on_entry(after, at));
    } else if (before->text("stage") != after.text("stage")) {
        after.set("closed_at", at);
    }
}

}  // namespace

void derive_opportunity(const Record* before, Record& after, Moment at) {
    note_closing(before, after, at);
    const StageRule* rule = rule_of(after.text("stage"));
    if (rule && (!before || before->text("stage") != after.text("stage"))) {
        if (same(before, after, "probability")) after.set("probability", rule->probability);
        if (same(before, after, "forecast_category"))
            after.set("forecast_category", std::string(rule->forecast));
    }
    if (!before || !truth_of(after["eligible_to_close"])) return;
    for (const char* key : {"stage", "amount", "close_date"})
        if ((*before)[key] != after[key]) after.set("eligible_to_close", Empty{});
}

}  // namespace vigil
