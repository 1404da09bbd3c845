// A guideline that was on the whole time: lived through again, its past gives the very exceptions that were
// raised. Asked after every scenario, whatever it is about.
#include <nlohmann/json.hpp>
#include <set>

#include "tests/scenario/player.h"
#include "usecases/conditions.h"
#include "watch/backtest.h"

namespace vigil::tests {

namespace {

// What must be the same about a breach; of one that was found late also when.
std::string line_of(World& world, Id record, Id owner, Moment started, Moment due, Moment raised,
                    std::string_view closed_by, bool exact) {
    return world.name_of(record) + " of " + world.name_of(owner) + ", started " +
           to_string(started) + ", due " + to_string(due) +
           (exact ? ", raised " + to_string(raised) : "") + ", closed by " +
           (closed_by.empty() ? "nobody" : std::string(closed_by));
}

std::string joined(const std::multiset<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += "\n        " + line;
    return text.empty() ? " nothing" : text;
}

}  // namespace

Status Player::same_past(const rules::GuidelinePtr& guideline) {
    const EntityDef& exception = world_.need("exception");
    VIGIL_TRY(const auto rows,
              world_.rows(exception, field_equals(exception, "guideline", guideline->id),
                          Permit::house()));
    std::multiset<std::string> really, again;
    for (const auto& row : rows) {
        if (is_empty(row["raised_at"])) continue;
        really.insert(line_of(world_, Id{integer_of(row["record"])}, row.link("owner"),
                              moment_of(row["started_at"]), moment_of(row["due_at"]),
                              moment_of(row["raised_at"]), row.text("closed_by"), !stopped_));
    }
    watch::BacktestAsk ask;
    ask.guideline = guideline;
    ask.from = Moment{0};
    ask.to = world_.now() + days(1);
    VIGIL_TRY(const auto past, watch::backtest(world_.engine(), ask));
    for (const auto& one : past.raised)
        again.insert(line_of(world_, one.record, one.owner, one.started, one.due, one.raised,
                             one.closed_by, !stopped_));
    if (really == again) return {};
    return wrong("the back-test of " + guideline->key + " differs: there was" + joined(really) +
                 "\n      and it says" + joined(again));
}

Status Player::same_pasts() {
    for (const auto& guideline : world_.company()->guidelines)
        if (guideline->version == 1 && guideline->state == rules::Guideline::State::on)
            VIGIL_DO(same_past(guideline));
    return {};
}

// expect GUIDELINE would have raised 3
Status Player::expect_would_have(const std::string& key, int wanted) {
    VIGIL_TRY(const Id id, world_.id(key, "guideline"));
    watch::BacktestAsk ask;
    ask.guideline = world_.company()->guideline(id);
    ask.from = Moment{0};
    ask.to = world_.now() + days(1);
    VIGIL_TRY(const auto past, watch::backtest(world_.engine(), ask));
    return int(past.raised.size()) == wanted
               ? Status()
               : wrong("it would have raised " + std::to_string(past.raised.size()));
}

}  // namespace vigil::tests
