// What has changed in the forecast since a moment, out of the journal: what came into the period's open
// opportunities, what went out of it and why, and by how much amounts rose and fell [R7].
#pragma once

#include "measure/ask_metric.h"

namespace vigil::measure {

struct MovementsAsk {
    std::optional<Moment>
        since;  // as it was recorded; without it Monday's begin where the asker is
    std::optional<Day> from{}, to{};  // close dates, both included; without them the present month
    std::string whose{};              // as in MetricAsk; by who has them now
};

enum class Move { opened, moved_in, raised, lowered, won, lost, moved_out, removed };
std::string_view to_string(Move move);
inline constexpr int moves = 8;
// +1: more is open by it; -1: less.
int sign_of(Move move);

struct Movement {
    Move move = Move::opened;
    Id record;
    std::string title;
    Id owner;
    std::optional<Money> amount;  // by how much: the whole, or what it rose or fell by
    std::optional<Money> before, after;
    std::optional<Day> close_before, close_after;
};

// begins + opened + moved_in + raised - lowered - won - lost - moved_out - removed = ends, in each currency.
struct Movements {
    CompanyPtr company;
    Moment since;
    Day from, to;
    std::string time_zone;
    Day today;                   // where the company is: by whose rates all is converted
    Figure begins, ends;         // what was and what is open with a close date in the period
    std::vector<Movement> list;  // by move, then the largest first
    bool complete = true;        // false: more was journaled than is looked at in one go
    std::string filter;          // lists what is open now
};

inline constexpr int most_journal_rows = 200'000;

// Faults: those of ask_metric().
Result<Movements> movements(Engine& engine, const Actor& actor, const MovementsAsk& ask);

}  // namespace vigil::measure
