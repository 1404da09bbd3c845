#include "rules/watch_step.h"

#include <algorithm>
#include <array>

namespace vigil::rules {

namespace {

using State = Watch::State;
using StepKind = StepResult::Kind;

constexpr std::array<std::pair<std::string_view, State>, 5> state_names{{
    {"running", State::running},
    {"warned", State::warned},
    {"broken", State::broken},
    {"met", State::met},
    {"void", State::void_},
}};

// Nobody has a working hour as far as the clock can see, as with leave for years: nothing is due until
// then, and the promise is placed anew when that time has come.
constexpr Span out_of_sight = days(366);

bool is_out_of_sight(const Fault& fault) {
    return fault.code == "calendar_without_hours" || fault.code == "deadline_out_of_range";
}

// Deadline, warning and next look of a promise that started at row.started.
Status place_watch(const Guideline& guideline, Watch& row, const Calendar& calendar) {
    const auto deadline = due(row.started, guideline.within, calendar);
    if (!deadline && is_out_of_sight(deadline.error())) {
        const Moment placed_before = std::max(row.due_at, row.started);
        row.due_at = row.warn_at = placed_before + out_of_sight;
        row.next_at = row.due_at;
        return {};
    }
    if (!deadline) return pass_on(deadline.error());
    row.due_at = deadline->due;
    row.warn_at = guideline.warn >= 1 ? row.due_at
                                      : at_share(row.started, row.due_at, guideline.warn,
                                                 guideline.within, calendar);
    if (row.state == State::running) row.next_at = std::min(row.warn_at, row.due_at);
    if (row.state == State::warned) row.next_at = row.due_at;
    return {};
}

// What falls due before it came into being is looked at from then on: the watch is not late by that.
void not_before(Watch& row, Moment now) {
    if (row.next_at) row.next_at = std::max(*row.next_at, now);
}

// Counted anew by another calendar, both ways but never into the past: who would be late already keeps the deadline
// there was, or gets a whole term from now where that ends sooner.
Status place_again(const Guideline& guideline, Watch& row, Moment now, const Calendar& calendar) {
    const Watch before = row;
    VIGIL_DO(place_watch(guideline, row, calendar));
    if (row.due_at < before.due_at && row.due_at <= now) {
        row.started = now;
        VIGIL_DO(place_watch(guideline, row, calendar));
        row.started = before.started;
        if (row.due_at >= before.due_at) row = before;
    }
    not_before(row, now);
    return {};
}

// One call of watch_step, so that its parts need not hand everything to one another.
class Step {
  public:
    Step(const Guideline& guideline, Facts* before, Facts* after, const StepEvent& event,
         const ConditionContext& context)
        : guideline_(guideline), before_(before), after_(after), event_(event), context_(context) {}

    Result<StepResult> of_live(Watch row);
    Result<StepResult> of_settled(Watch row);
    Result<StepResult> of_nothing();

  private:
    Result<bool> holds(const ConditionPtr& condition, Facts& facts, Moment started) {
        return holds(condition, facts, started, context_.now);
    }
    Result<bool> holds(const ConditionPtr& condition, Facts& facts, Moment started, Moment now) {
        if (!condition) return false;
        ConditionContext context = context_;
        context.now = now;
        // A promise that renews itself starts just after the act that renewed it: "changed since started"
        // would hold for that act for ever.
        context.started = guideline_.renew ? Moment{started.us + 1} : started;
        return evaluate(*condition, facts, context);
    }
    bool restarts() const { return rules::restarts(guideline_, before_, after_); }
    Result<Watch> begin(Moment started, int bounces, const Watch* previous) const;
    int bounces_after(const Watch& row) const;
    Status plan_rung(Watch& row) const;
    Status place(Watch& row) const;
    Moment start_of_clock() const;
    Result<bool> open(Facts& facts, Moment started);
    Result<StepResult> renewed(Watch row);
    Result<StepResult> reopened(Watch row);
    Result<StepResult> by_clock(Watch row) const;
    Result<StepResult> ended(Watch row, State state, StepKind kind, bool over) const;
    Result<StepResult> moved(Watch row) const;

    const Guideline& guideline_;
    Facts* before_;
    Facts* after_;
    const StepEvent& event_;
    const ConditionContext& context_;
};

Status Step::place(Watch& row) const { return place_watch(guideline_, row, *event_.calendar); }

// `previous`: the one whose place it takes, if any. What the house itself does about old data makes no news.
Result<Watch> Step::begin(Moment started, int bounces, const Watch* previous) const {
    Watch row;
    row.guideline = guideline_.id;
    row.guideline_version = guideline_.version;
    row.record = after_->record().id();
    row.started = started;
    row.owner = event_.owner;
    row.bounces = bounces;
    const bool by_house = event_.clock || event_.by_rule;
    row.historic = event_.historic || (by_house && previous && previous->historic);
    VIGIL_DO(place(row));
    not_before(row, context_.now);
    return row;
}

// Whoever takes what the rule has put back into the pool has it by that rule's round.
int Step::bounces_after(const Watch& row) const {
    if (event_.by_rule == guideline_.id) return row.bounces + 1;
    return row.owner || event_.undo ? 0 : row.bounces;
}

Result<StepResult> Step::ended(Watch row, State state, StepKind kind, bool over) const {
    row.state = state;
    row.over = over;
    row.next_at.reset();
    return StepResult{kind, std::move(row), std::nullopt};
}

// Met, and the promise starts again with this event; where that very event ends or excuses it (what is
// lost moves for the last time), it stands void until it is expected again.
Result<StepResult> Step::renewed(Watch row) {
    VIGIL_TRY(auto fresh, begin(std::max(event_.at, row.started), 0, &row));
    VIGIL_TRY(const bool applies, holds(guideline_.start, *after_, fresh.started));
    VIGIL_TRY(const bool excused, holds(guideline_.unless, *after_, fresh.started));
    if (!applies || excused) {
        fresh.state = State::void_;
        fresh.next_at.reset();
    }
    VIGIL_TRY(auto result, ended(std::move(row), State::met, StepKind::met, true));
    if (fresh.started == result.row->started) return StepResult{};
    result.fresh = std::move(fresh);
    return result;
}

// An open deadline follows its owner: his calendar, his leave; he has not been late before it was his. What is
// broken is his from now on.
Result<StepResult> Step::moved(Watch row) const {
    if (row.owner == event_.owner) return StepResult{};
    row.owner = event_.owner;
    if (row.state != State::broken)
        VIGIL_DO(place_again(guideline_, row, context_.now, *event_.calendar));
    return StepResult{StepKind::kept, std::move(row), std::nullopt};
}

// When the clock does what follows the breach; never for old data.
Status Step::plan_rung(Watch& row) const {
    row.next_at.reset();
    if (row.historic || std::size_t(row.rung) >= guideline_.then.size()) return {};
    row.next_at = event_.at;
    if (const auto& after = guideline_.then[std::size_t(row.rung)].after) {
        VIGIL_TRY(const Deadline rung, due(row.due_at, *after, *event_.calendar));
        row.next_at = std::max(rung.due, event_.at);
    }
    return {};
}

Result<StepResult> Step::by_clock(Watch row) const {
    if (!row.next_at || *row.next_at > event_.at) return StepResult{};
    if (row.state != State::broken) {  // leave or a holiday may have been entered meanwhile
        const Moment due_before = row.due_at;
        VIGIL_DO(place(row));
        if (*row.next_at > event_.at)
            return StepResult{StepKind::kept, std::move(row), std::nullopt};
        if (row.due_at < due_before) row.due_at = due_before;  // what was promised is not shortened
    }
    if (row.state != State::broken && event_.at >= row.due_at) {
        row.state = State::broken;  // what has followed before an undo does not follow twice
        VIGIL_DO(plan_rung(row));
        return StepResult{StepKind::raised, std::move(row), std::nullopt};
    }
    if (row.state == State::running) {
        row.state = State::warned;
        row.next_at = row.due_at;
        return StepResult{StepKind::warned, std::move(row), std::nullopt};
    }
    if (row.state != State::broken || std::size_t(row.rung) >= guideline_.then.size())
        return ended(row, row.state, StepKind::kept, row.over);
    ++row.rung;
    VIGIL_DO(plan_rung(row));
    return StepResult{StepKind::consequence, std::move(row), std::nullopt};
}

Result<StepResult> Step::of_live(Watch row) {
    if (!after_) return ended(std::move(row), State::void_, StepKind::voided, false);
    if (restarts()) {
        const int bounces = bounces_after(row);
        VIGIL_TRY(auto result, ended(row, State::void_, StepKind::voided, true));
        VIGIL_TRY(const bool still, holds(guideline_.start, *after_, event_.at));
        if (still && row.started != event_.at) {
            VIGIL_TRY(result.fresh, begin(event_.at, bounces, &row));
        }
        return result;
    }
    VIGIL_TRY(const bool met, holds(guideline_.expect, *after_, row.started));
    if (met && guideline_.renew) return renewed(std::move(row));
    if (met) return ended(std::move(row), State::met, StepKind::met, false);
    VIGIL_TRY(const bool excused, holds(guideline_.unless, *after_, row.started));
    if (excused) return ended(std::move(row), State::void_, StepKind::voided, false);
    VIGIL_TRY(const bool applies, holds(guideline_.start, *after_, row.started));
    if (!applies) return ended(std::move(row), State::void_, StepKind::voided, true);
    return event_.clock ? by_clock(std::move(row)) : moved(std::move(row));
}

// Start holds, and what is expected neither has happened nor is excused.
Result<bool> Step::open(Facts& facts, Moment started) {
    VIGIL_TRY(const bool met, holds(guideline_.expect, facts, started));
    if (met) return false;
    VIGIL_TRY(const bool excused, holds(guideline_.unless, facts, started));
    return !excused;
}

Result<StepResult> Step::reopened(Watch row) {
    row.over = false;
    row.owner = event_.owner;
    VIGIL_TRY(row, resumed(guideline_, std::move(row), context_.now, *event_.calendar));
    return StepResult{StepKind::reopened, std::move(row), std::nullopt};
}

Result<StepResult> Step::of_settled(Watch row) {
    if (!after_) return StepResult{};  // it may come back from the recycle bin
    VIGIL_TRY(const bool applies, holds(guideline_.start, *after_, row.started));
    if (!applies) return ended(row, row.state, StepKind::kept, true);
    const bool goes_back = event_.undo && row.over;
    if (!goes_back && restarts() && row.started != event_.at) {
        VIGIL_TRY(auto result, ended(row, row.state, StepKind::kept, true));
        VIGIL_TRY(result.fresh, begin(event_.at, 0, &row));
        return result;
    }
    VIGIL_TRY(const bool is_open, open(*after_, row.started));
    const bool restored = !before_;
    if (is_open && (event_.undo || restored)) return reopened(std::move(row));
    if (goes_back) return ended(row, row.state, StepKind::kept, false);
    if (event_.undo || restored) return StepResult{};
    if (event_.clock) return StepResult{};
    const bool is_back = guideline_.renew && row.state == State::void_;
    if (!is_open && !is_back) return StepResult{};
    if (row.state == State::met) {  // time alone unmakes nothing; an act does
        VIGIL_TRY(const bool was_open, open(*before_, row.started));
        return was_open ? StepResult{} : reopened(std::move(row));
    }
    if (row.state != State::void_ || row.started == event_.at) return StepResult{};
    // What excused it is gone: from now on it is expected again. What renews itself has just been met by this.
    VIGIL_TRY(const bool excused, holds(guideline_.unless, *after_, event_.at));
    if (excused) return StepResult{};
    VIGIL_TRY(auto result, ended(row, row.state, StepKind::kept, true));
    VIGIL_TRY(result.fresh, begin(event_.at, 0, &row));
    return result;
}

// A record that comes in counts from its own field; a promise that begins later counts from then, unless
// that act said when.
Moment Step::start_of_clock() const {
    if (guideline_.from < 0) return event_.at;
    const auto index = std::size_t(guideline_.from);
    const Value& from = after_->record().values[index];
    if (is_empty(from) || (before_ && before_->record().values[index] == from)) return event_.at;
    return moment_of(from);
}

Result<StepResult> Step::of_nothing() {
    if (!after_ || event_.clock) return StepResult{};
    const Moment started = start_of_clock();
    VIGIL_TRY(const bool applies, holds(guideline_.start, *after_, started));
    if (!applies) return StepResult{};
    if (before_) {
        // As it was when somebody last wrote it: a day that has passed or a rate of exchange may have made
        // start true since, and nobody has begun the promise for that.
        const Value& written = before_->record().values[field_updated_at];
        const Moment then = is_empty(written) ? context_.now : moment_of(written);
        VIGIL_TRY(const bool applied, holds(guideline_.start, *before_, started, then));
        if (applied) return StepResult{};
    }
    VIGIL_TRY(auto fresh, begin(started, 0, nullptr));
    VIGIL_TRY(const bool met, holds(guideline_.expect, *after_, started));
    VIGIL_TRY(const bool excused, holds(guideline_.unless, *after_, started));
    if (met && !guideline_.renew) fresh.state = State::met;
    if (excused) fresh.state = State::void_;
    if (!is_live(fresh)) fresh.next_at.reset();
    return StepResult{StepKind::started, std::nullopt, std::move(fresh)};
}

}  // namespace

std::string_view to_string(Watch::State state) {
    for (const auto& [name, value] : state_names)
        if (value == state) return name;
    return "void";
}

std::optional<Watch::State> parse_watch_state(std::string_view text) {
    for (const auto& [name, value] : state_names)
        if (name == text) return value;
    return std::nullopt;
}

bool restarts(const Guideline& guideline, Facts* before, Facts* after) {
    if (!before || !after) return false;
    return std::ranges::any_of(guideline.restart, [&](int field) {
        return before->record().values[std::size_t(field)] !=
               after->record().values[std::size_t(field)];
    });
}

Result<StepResult> watch_step(const Guideline& guideline, const std::optional<Watch>& row,
                              Facts* before, Facts* after, const StepEvent& event,
                              const ConditionContext& context) {
    Step step(guideline, before, after, event, context);
    if (!row) return step.of_nothing();
    return is_live(*row) ? step.of_live(*row) : step.of_settled(*row);
}

Result<Watch> resumed(const Guideline& guideline, Watch row, Moment now, const Calendar& calendar) {
    row.state = State::running;
    VIGIL_DO(place_watch(guideline, row, calendar));
    not_before(row, now);
    return row;
}

Result<std::optional<Watch>> moved_by_calendar(const Guideline& guideline, Watch row, Moment now,
                                               const Calendar& calendar) {
    if (row.state != State::running && row.state != State::warned) return std::optional<Watch>();
    const Moment due_before = row.due_at, warn_before = row.warn_at;
    VIGIL_DO(place_again(guideline, row, now, calendar));
    if (row.due_at == due_before && row.warn_at == warn_before) return std::optional<Watch>();
    return std::optional(std::move(row));
}

}  // namespace vigil::rules
