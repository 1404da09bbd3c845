// Plans: what somebody set out to reach in a period, and where he ought to be by now [R3, R4].
#pragma once

#include <map>
#include <optional>
#include <set>

#include "base/period.h"
#include "measure/figure.h"
#include "usecases/engine.h"

namespace vigil::measure {

// What is aimed at, one plan's or several added up. `expected` is the share of working time gone by, in
// millionths of a piece and in minor units.
struct Goal {
    struct Aim {
        WideAmount target = 0, expected = 0;
    };
    std::optional<Aim> count;
    std::map<Currency, Aim> sums;

    bool empty() const { return !count && sums.empty(); }
    void add(const Goal& other);
};

enum class Pace { reached, ahead, on_pace, behind };
std::string_view to_string(Pace pace);
// Within two per cent of the target it is on pace; of whole things (`one` = how much one is) also within
// less than one of them.
Pace pace_of(WideAmount target, WideAmount expected, WideAmount done, WideAmount one);

// How far a goal in money has got, in minor units.
struct AimState {
    Currency currency;
    WideAmount target = 0, expected = 0, done = 0;
};
// In each currency aimed at. Where there is one alone, whatever came in in others counts converted too, as
// far as all of it can be (to another currency than the company's by today's rate); where there are several,
// each with its own.
std::vector<AimState> aims_of(const Goal& goal, const Figure& figure, const ExchangeRates& rates,
                              Day today);
// All of them and all that came in, in the company's currency, what is aimed at by today's rates. Nothing
// where no money is aimed at or a currency has no rate.
std::optional<AimState> aim_in_one(const Goal& goal, const Figure& figure,
                                   const ExchangeRates& rates, Day today);
// Whose currencies have no rate today: of what is aimed at.
std::vector<Currency> without_rate(const Goal& goal, const ExchangeRates& rates, Day today);

struct Stretches {
    Period period = Period::month;
    Day first, last;  // both included; whole periods
    Zone zone;        // where days begin
    Moment now;
};

// The plans of one metric that the actor may see, in a stretch of time.
class Goals {
  public:
    static Result<Goals> read(ReadView& view, CompanyPtr company, const Permit& permit,
                              std::string_view metric, const Stretches& when);

    // Of one period, named by its first day; without: of the whole stretch.
    using When = std::optional<Day>;
    Goal of_person(Id user, When when) const;
    // The team's own plan; where it has none, what its people's plans come to, and those of the teams
    // below. `alone`: of its own people only.
    Goal of_team(Id team, When when, bool alone = false) const;
    // Of everybody whose plans are seen.
    Goal of_all(When when) const;

    struct Holder {
        Id user;
        Day period;
        auto operator<=>(const Holder&) const = default;
    };
    // Who has a plan, and for when; in order.
    std::vector<Holder> people() const;

  private:
    using ByPeriod = std::map<Day, Goal>;
    void take(const Record& plan, const Stretches& when);
    Goal person(Id user, Day period) const;
    Goal people_in(Id team, Day period) const;
    Goal branch(Id team, Day period, bool alone, int depth) const;
    template <class Of>
    Goal over(When when, const Of& of) const;

    CompanyPtr company_;
    std::map<Id, ByPeriod> people_, teams_;
    std::set<Day> periods_;
};

}  // namespace vigil::measure
