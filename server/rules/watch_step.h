// How a guideline lives, decided purely: what becomes of a watch when its record changed or its time has
// come. The same function serves every write, the tick of the clock and the back-test.
#pragma once

#include <optional>

#include "base/calendar.h"
#include "rules/evaluate.h"
#include "rules/guideline.h"

namespace vigil::rules {

// A promise under watch: one row per guideline, record and start.
struct Watch {
    enum class State {
        running,
        warned,  // the owner has been warned
        broken,  // an exception is open
        met,
        void_,  // no longer applies
    };
    Id id;
    std::int64_t version = 0;
    Id guideline;
    int guideline_version = 1;
    Id record;
    State state = State::running;
    Moment started, warn_at, due_at;
    std::optional<Moment> next_at;  // when the clock must look at it again
    Id owner;
    int rung = 0;     // next consequence of Guideline::then
    int bounces = 0;  // times reassigned by this rule; out of the pool they count on
    Id exception;
    bool over = false;  // start is no longer true, or another watch has taken its place
    // Data from before Vigil watched: it is told, marked and bundled, and nothing is done about it by rule.
    bool historic = false;
};
std::string_view to_string(Watch::State state);
std::optional<Watch::State> parse_watch_state(std::string_view text);

inline bool is_live(const Watch& watch) {
    return watch.state == Watch::State::running || watch.state == Watch::State::warned ||
           watch.state == Watch::State::broken;
}

// What the step needs to know of the event that made it look.
struct StepEvent {
    Moment at;              // when it happened; for the clock, now
    bool clock = false;     // time has come; else the record or what it counts has changed
    bool undo = false;      // a compensating act: promises already met may be open again
    Id by_rule;             // the guideline whose consequence this is, if any
    bool historic = false;  // data brought in from before Vigil watched
    Id owner;               // of the record, after
    const Calendar* calendar = nullptr;  // the owner's
    const Calendar* plan = nullptr;
};

struct StepResult {
    enum class Kind {
        none,
        started,      // `fresh`
        kept,         // `row` changed quietly (deadline moved, premise over)
        warned,       // `row`: warn the owner
        raised,       // `row`: the promise is broken
        met,          // `row`: kept, late if it was broken
        voided,       // `row`: no longer applies
        reopened,     // `row`: an undo, or an act that unmade the deed, made it unmet again
        consequence,  // `row`: do Guideline::then[row.rung - 1]
    };
    Kind kind = Kind::none;
    std::optional<Watch> row;    // the watch as it is to be from now on
    std::optional<Watch> fresh;  // a new one that starts with this event (without id)
};

// `row`: the record's latest watch of this guideline that is not over, if any; for an undo also one that was over,
// which goes on where its start holds again (kept when it had been met, else reopened). `before` is null for a new
// record; `after` is null when the record was removed. Faults come from the facts (the store) and
// from the clock.
Result<StepResult> watch_step(const Guideline& guideline, const std::optional<Watch>& row,
                              Facts* before, Facts* after, const StepEvent& event,
                              const ConditionContext& context);

// Whether the change begins the promise anew, as with another owner. False where a record came or went.
bool restarts(const Guideline& guideline, Facts* before, Facts* after);

// The watch goes on with its first start, as if what had ended it had never been. One that had been broken is raised
// again by the clock, as the same exception, and goes on with the consequence after those that have followed.
Result<Watch> resumed(const Guideline& guideline, Watch row, Moment now, const Calendar& calendar);

// The owner's calendar has changed: the watch with its deadline counted anew; nothing when it stays. Only
// before the breach, and never into the past: who would be late already keeps his deadline, or gets a whole
// term from now where that ends sooner.
Result<std::optional<Watch>> moved_by_calendar(const Guideline& guideline, Watch row, Moment now,
                                               const Calendar& calendar);

}  // namespace vigil::rules
