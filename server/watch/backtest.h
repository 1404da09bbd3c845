// What a guideline would have raised: the journal lived through again with the rule on, without effects
// (architecture: "How a guideline lives").
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "usecases/engine.h"

namespace vigil::watch {

struct BacktestAsk {
    rules::GuidelinePtr guideline;  // taken as switched on all the time, whatever its state
    Moment from, to;                // breaches in [from, to) are listed
    // Instead: all that are open by now, with people as they are, however long ago they broke: what switching it on
    // raises at once (tasks.h takes the records under watch by the same replay).
    bool at_once = false;
    // Asked every few thousand journal rows; true ends it there. Time is the caller's.
    std::function<bool()> enough = [] { return false; };
    // Of memory for records, watches and exceptions. Measured: 94,000 leads with one watch each take 128 MiB.
    std::size_t most_bytes = std::size_t{256} << 20;
};

struct BacktestBreach {
    Id record, owner, manager;
    Moment started, due, raised;
    std::optional<Moment> warned, closed;
    std::string closed_by;  // as exception.closed_by; empty = open to this day
    Span late{};            // past its deadline when it ended, or by now
};

struct Backtest {
    rules::GuidelinePtr guideline;
    Moment from, to;
    std::int64_t started = 0;  // promises that began in the time asked for
    // Of these: kept in time; broken; not yet due; ended without either. They add up to `started`.
    std::int64_t met = 0, broken = 0, running = 0, dropped = 0;
    std::vector<BacktestBreach> raised;  // by when
    // Set when it was cut short: nothing after this moment was looked at.
    std::optional<Moment> cut_at;
    // Fields the rule reads that the journal does not keep: taken as empty.
    std::vector<std::string> unknown_fields;

    std::map<Id, std::int64_t> by_owner() const;
    std::map<Id, std::int64_t> by_manager() const;
};

// Looks at nothing but the journal and the settings. How a breach ended is followed up to now. Faults: the
// store's.
Result<Backtest> backtest(Engine& engine, const BacktestAsk& ask);

// The newest version of a guideline by id or key, for an ask. Fault not_found.
Result<rules::GuidelinePtr> guideline_to_test(const Company& company, std::string_view id_or_key);
// One that is only thought of, from its JSON. Faults as for making one.
Result<rules::GuidelinePtr> draft_to_test(Engine& engine, std::string_view definition);

}  // namespace vigil::watch
