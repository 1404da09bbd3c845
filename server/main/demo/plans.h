// How leads and opportunities usually go, and how guidelines are missed.
#pragma once

#include "main/demo/stories.h"

namespace vigil::demo {

// One sales team in the demo's stretch of time.
class Planner {
  public:
    Planner(const Company& company, const SalesTeam& team, Moment begins, Moment until)
        : company_(company), team_(team), begins_(begins), until_(until) {}

    // Handled as agreed most of the time; some are late and mended before `until`. Nothing of it is
    // broken or about to break at the end. `sold`: an opportunity is opened, where time allows.
    LeadPlan usual_lead(bool sold, Dice& dice) const;
    OpportunityPlan usual_opportunity(Moment opened, Dice& dice) const;
    Moment usual_opening(Dice& dice) const;

    // Missed in the past: the opportunity bounces so many times before somebody takes it (X6), lies
    // idle for sixty days (X7); the lead goes stale and back to marketing (X8).
    OpportunityPlan bounced(int times, Dice& dice) const;
    OpportunityPlan idle(Dice& dice) const;
    LeadPlan stale(Dice& dice) const;

    // Open at `until` (`broken`) or about to break then.
    LeadPlan untouched(bool broken, Dice& dice) const;            // X1
    LeadPlan unworked(bool broken, Dice& dice) const;             // X2
    LeadPlan unanswered(bool broken, Dice& dice) const;           // X3
    LeadPlan without_opportunity(bool broken, Dice& dice) const;  // X4
    OpportunityPlan unused_steps(bool broken, Dice& dice) const;  // X5
    OpportunityPlan not_acted_on(Dice& dice) const;               // X6: always carried out at once
    OpportunityPlan without_movement(bool broken, Dice& dice) const;    // X7
    OpportunityPlan meeting_incomplete(bool broken, Dice& dice) const;  // X14

  private:
    Moment start(std::string_view guideline, bool broken, Span most_late, Dice& dice) const;
    Moment work(Moment at, Dice& dice) const { return at_work(team_.calendar, at, dice); }
    Moment work_by(Moment at, Moment limit, Dice& dice) const {
        return at_work_by(team_.calendar, at, limit, dice);
    }
    bool past(Moment at) const { return at < until_ - hours(2); }
    void first_calls(LeadPlan& plan, Dice& dice) const;
    LeadPlan working_lead(Dice& dice) const;
    void qualify(LeadPlan& plan, Dice& dice) const;
    void sell(OpportunityPlan& plan, Moment from, Dice& dice) const;
    LeadPlan ready_lead(Moment qualified, Dice& dice) const;
    OpportunityPlan fresh_opportunity(Moment opened, Dice& dice) const;

    const Company& company_;
    const SalesTeam& team_;
    Moment begins_, until_;
};

}  // namespace vigil::demo
