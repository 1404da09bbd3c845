#include "main/demo/plans.h"

#include <algorithm>

namespace vigil::demo {

namespace {

using Fate = LeadPlan::Fate;

Entry some_entry(Dice& dice) {
    const auto throw_ = dice.below(100);
    return throw_ < 50   ? Entry::web
           : throw_ < 65 ? Entry::mail
           : throw_ < 78 ? Entry::fair
           : throw_ < 92 ? Entry::typed
                         : Entry::own;
}

// Many small ones, few big ones.
std::int64_t some_euros(std::int64_t factor, Dice& dice) {
    std::int64_t euros = dice.between(15, 90) * 100;
    while (dice.chance(450) && euros < 200'000) euros = euros * dice.between(15, 30) / 10;
    return euros * factor / 100 * 100;
}

}  // namespace

Moment Planner::usual_opening(Dice& dice) const {
    return in_office(team_.calendar, begins_ + days(2), until_ - hours(5), dice);
}

LeadPlan Planner::usual_lead(bool sold, Dice& dice) const {
    LeadPlan plan = working_lead(dice);
    while (sold && !past(plan.decided)) plan = working_lead(dice);
    if (sold)
        qualify(plan, dice);
    else
        plan.fate = dice.chance(750) ? Fate::unqualified : Fate::recycled;
    return plan;
}

LeadPlan Planner::working_lead(Dice& dice) const {
    LeadPlan plan;
    plan.entered = in_office(team_.calendar, begins_ + days(1), until_ - hours(5), dice);
    if (dice.chance(30))  // at night or on a Sunday
        plan.entered = begins_ + days(1) + dice.span(Span{}, until_ - (begins_ + days(6)));
    plan.entry = some_entry(dice);
    first_calls(plan, dice);
    const Moment at = *plan.working;
    plan.decided = work(std::max(at, plan.entered) + dice.span(days(1), days(7)), dice);
    for (int i = int(dice.below(4)); i > 0; --i)
        plan.calls.push_back(work(at + dice.span(hours(2), plan.decided - at), dice));
    std::erase_if(plan.calls, [&](Moment call) {
        return call > plan.decided - minutes(10) && call != plan.calls.front();
    });
    return plan;
}

// The first call, and the status; now and then later than agreed.
void Planner::first_calls(LeadPlan& plan, Dice& dice) const {
    Moment first =
        work_by(plan.entered + dice.span(minutes(50), hours(5)), plan.entered + hours(16), dice);
    const Moment late = work(plan.entered + dice.span(hours(25), hours(50)), dice);
    if (dice.chance(45) && past(late)) first = late;
    plan.calls.push_back(first);
    plan.working = first + minutes(3);
    if (dice.chance(500)) return;
    const Moment second = work_by(first + dice.span(hours(18), hours(40)),
                                  std::max(first + hours(1), plan.entered + days(9)), dice);
    plan.calls.push_back(second);
    plan.working = second + minutes(3);
    const Moment given_up_on = work(plan.entered + dice.span(days(15), days(19)), dice);
    if (dice.chance(40) && past(given_up_on)) plan.working = given_up_on;
}

void Planner::qualify(LeadPlan& plan, Dice& dice) const {
    plan.fate = Fate::qualified;
    const Moment rest = work(plan.decided + dice.span(days(2), days(4)), dice);
    if (dice.chance(60) && past(rest)) {
        plan.answers = int(dice.between(6, 8));
        plan.rest_answered = rest;
    }
    Moment opened = plan.decided + dice.span(minutes(8), minutes(50));
    const Moment late = work(plan.decided + dice.span(days(4), days(7)), dice);
    if (dice.chance(45) && past(late)) opened = late;
    plan.opportunity = usual_opportunity(opened, dice);
}

OpportunityPlan Planner::fresh_opportunity(Moment opened, Dice& dice) const {
    OpportunityPlan plan;
    plan.opened = opened;
    plan.euros = some_euros(team_.deal_factor, dice);
    plan.accepted = opened + dice.span(minutes(10), minutes(50));
    return plan;
}

OpportunityPlan Planner::usual_opportunity(Moment opened, Dice& dice) const {
    OpportunityPlan plan = fresh_opportunity(opened, dice);
    if (dice.chance(500)) plan.accepted = work(opened + dice.span(hours(1), hours(20)), dice);
    Moment first = work_by(opened + dice.span(hours(1), hours(50)), opened + hours(84), dice);
    const Moment late = work(opened + dice.span(days(6), days(9)), dice);
    if (dice.chance(40) && past(late)) first = late;
    plan.steps.push_back(first);
    sell(plan, first, dice);
    return plan;
}

// Stage by stage to an order, or not; never longer than three weeks without anything.
void Planner::sell(OpportunityPlan& plan, Moment from, Dice& dice) const {
    Moment at = from;
    for (const char* stage : {"demo", "proposal", "negotiation", "won"}) {
        const bool lost = dice.chance(stage == std::string_view("demo") ? 60 : 170);
        at = work(at + dice.span(days(3), days(13)), dice);
        if (dice.chance(350)) {
            MeetingPlan meeting{at - minutes(2), true, {}};
            const Moment completed = work(at + dice.span(days(3), days(5)), dice);
            meeting.complete = !(dice.chance(40) && past(completed));
            if (!meeting.complete) meeting.completed_at = completed;
            plan.meetings.push_back(meeting);
        } else {
            plan.calls.push_back(at - minutes(2));
        }
        plan.stages.emplace_back(at, lost ? "lost" : stage);
        if (lost) return;
        plan.steps.push_back(at + minutes(2));
        if (dice.chance(150)) {  // the customer takes his time
            at = work(at + dice.span(days(8), days(13)), dice);
            plan.calls.push_back(at);
        }
    }
}

OpportunityPlan Planner::bounced(int times, Dice& dice) const {
    const auto& guideline = guideline_of(company_, "opportunity_not_acted_on");
    OpportunityPlan plan = fresh_opportunity(
        in_office(team_.calendar, begins_ + days(5), until_ - days(60), dice), dice);
    Moment at = plan.opened;
    for (int i = 0; i < times; ++i) at = due_of(guideline, at, team_.calendar);
    plan.accepted = work(at + dice.span(hours(1), hours(6)), dice);
    plan.steps.push_back(*plan.accepted + minutes(30));
    sell(plan, plan.steps.front(), dice);
    return plan;
}

OpportunityPlan Planner::idle(Dice& dice) const {
    OpportunityPlan plan = fresh_opportunity(
        in_office(team_.calendar, begins_ + days(2), begins_ + days(30), dice), dice);
    plan.steps.push_back(plan.opened + hours(1));
    const Moment last = work(plan.opened + dice.span(days(2), days(8)), dice);
    plan.calls.push_back(last);
    plan.stages.emplace_back(work(last + dice.span(days(63), days(72)), dice),
                             dice.chance(600) ? "lost" : "demo");
    if (plan.stages.front().second == "demo") sell(plan, plan.stages.front().first, dice);
    return plan;
}

// A lead that was worked on as it should be and qualified then.
LeadPlan Planner::ready_lead(Moment qualified, Dice& dice) const {
    LeadPlan plan;
    plan.fate = Fate::qualified;
    plan.decided = qualified;
    plan.entered = qualified - dice.span(hours(20), hours(70));
    plan.entry = Entry::web;
    const Moment called =
        work_by(plan.entered + dice.span(minutes(50), hours(3)), plan.entered + hours(14), dice);
    plan.calls.push_back(std::min(called, qualified - hours(1)));
    plan.working = plan.calls.front() + minutes(4);
    return plan;
}

LeadPlan Planner::stale(Dice& dice) const {
    return ready_lead(in_office(team_.calendar, begins_ + days(6), until_ - days(36), dice), dice);
}

Moment Planner::start(std::string_view key, bool broken, Span most_late, Dice& dice) const {
    const auto& guideline = guideline_of(company_, key);
    if (!broken) return start_warned_at(guideline, team_.calendar, until_, dice);
    return start_late_by(guideline, team_.calendar, until_, minutes(40), most_late, dice);
}

LeadPlan Planner::untouched(bool broken, Dice& dice) const {
    LeadPlan plan;
    plan.entered = start("lead_untouched", broken, hours(60), dice);
    return plan;
}

LeadPlan Planner::unworked(bool broken, Dice& dice) const {
    LeadPlan plan;
    plan.entered = start("lead_unworked", broken, days(5), dice);
    Moment at =
        work_by(plan.entered + dice.span(minutes(50), hours(4)), plan.entered + hours(14), dice);
    for (int i = int(dice.between(1, 3)); i > 0; --i) {
        plan.calls.push_back(at);
        at = work(at + dice.span(days(1), days(3)), dice);
    }
    return plan;
}

LeadPlan Planner::unanswered(bool broken, Dice& dice) const {
    LeadPlan plan = ready_lead(start("lead_unanswered_questions", broken, days(16), dice), dice);
    plan.answers = int(dice.between(5, 8));
    plan.opportunity = fresh_opportunity(plan.decided + minutes(5), dice);
    plan.opportunity->steps.push_back(plan.decided + minutes(12));
    plan.opportunity->accepted = plan.decided + minutes(8);
    return plan;
}

LeadPlan Planner::without_opportunity(bool broken, Dice& dice) const {
    return ready_lead(start("lead_without_opportunity", broken, days(16), dice), dice);
}

OpportunityPlan Planner::unused_steps(bool broken, Dice& dice) const {
    OpportunityPlan plan =
        fresh_opportunity(start("opportunity_unused_steps", broken, days(4), dice), dice);
    plan.accepted = plan.opened + minutes(9);
    plan.calls.push_back(work(plan.opened + dice.span(hours(1), days(2)), dice));
    return plan;
}

OpportunityPlan Planner::not_acted_on(Dice& dice) const {
    OpportunityPlan plan =
        fresh_opportunity(start("opportunity_not_acted_on", false, {}, dice), dice);
    plan.accepted.reset();
    return plan;
}

OpportunityPlan Planner::without_movement(bool broken, Dice& dice) const {
    const Moment last = start("opportunity_no_movement", broken, days(12), dice);
    OpportunityPlan plan =
        fresh_opportunity(work(last - dice.span(days(10), days(28)), dice), dice);
    plan.steps.push_back(plan.opened + hours(1));
    plan.stages.emplace_back(work(plan.opened + days(4), dice), "demo");
    plan.calls.push_back(last);
    return plan;
}

OpportunityPlan Planner::meeting_incomplete(bool broken, Dice& dice) const {
    const Moment held = start("meeting_incomplete", broken, days(16), dice);
    OpportunityPlan plan = fresh_opportunity(work(held - dice.span(days(5), days(9)), dice), dice);
    plan.opened = std::min(plan.opened, held - days(1));
    plan.accepted = plan.opened + minutes(15);
    plan.steps.push_back(plan.opened + hours(1));
    plan.stages.emplace_back(held - minutes(30), "demo");
    plan.meetings.push_back({held, false, {}});
    return plan;
}

}  // namespace vigil::demo
