#include "base/check.h"
#include "main/demo/demo.h"
#include "main/demo/plans.h"
#include "main/demo/targets.h"
#include "usecases/company_settings.h"
#include "usecases/init_company.h"
#include "usecases/unit_of_work.h"

namespace vigil {

namespace {

using namespace demo;

constexpr Span past = days(124);  // the people come on the first day; 120 days of work follow

// Fills the agenda: first what must show a certain picture at the end, then the usual, up to the counts.
class Plot {
  public:
    Plot(House& house, const DemoOptions& options, const Staff& staff, Agenda& agenda)
        : options_(options),
          staff_(staff),
          teller_(house, agenda, staff),
          company_(house.company()) {}

    void write() {
        for (std::size_t i = 0; i < staff_.sales.size(); ++i) broken_now(staff_.sales[i]);
        for (std::size_t i = 0; i < staff_.sales.size(); ++i) about_to_break(staff_.sales[i], i);
        for (int i = 0; i < 3; ++i) taken_in_by_nobody();
        missed_once();
        usual_leads();
        while (opportunities_ < demo_opportunities / options_.one_in) {
            const SalesTeam& team = some_team();
            Dice dice = fresh_dice();
            const Planner plan = planner(team);
            add(team, dice.pick(team.reps), plan.usual_opportunity(plan.usual_opening(dice), dice),
                dice);
        }
    }

  private:
    Dice fresh_dice() { return Dice(options_.seed, lane_++); }
    Planner planner(const SalesTeam& team) const {
        return Planner(*company_, team, demo_begins(options_.until), options_.until);
    }
    const SalesTeam& some_team() {
        return staff_.sales[std::size_t(turn_++) % staff_.sales.size()];
    }
    int scaled(int full) const { return std::max(full / options_.one_in, 2); }

    void add(const SalesTeam& team, Id rep, LeadPlan plan, const Dice& dice) {
        ++leads_;
        opportunities_ += plan.opportunity.has_value();
        teller_.tell(team, rep, std::move(plan), dice);
    }
    void add(const SalesTeam& team, Id rep, const OpportunityPlan& plan, const Dice& dice) {
        ++opportunities_;
        teller_.tell(team, rep, plan, dice);
    }
    template <class Make>
    void each_rep_in_turn(const SalesTeam& team, int times, const Make& make) {
        for (int i = 0; i < times; ++i) {
            Dice dice = fresh_dice();
            auto plan = make(planner(team), dice);
            add(team, team.reps[std::size_t(next_rep_++) % team.reps.size()], std::move(plan),
                dice);
        }
    }

    // What this team's manager sees as broken: thirteen.
    void broken_now(const SalesTeam& team) {
        each_rep_in_turn(team, 3, [](const Planner& p, Dice& d) { return p.untouched(true, d); });
        each_rep_in_turn(team, 2, [](const Planner& p, Dice& d) { return p.unworked(true, d); });
        each_rep_in_turn(team, 1, [](const Planner& p, Dice& d) { return p.unanswered(true, d); });
        each_rep_in_turn(team, 2,
                         [](const Planner& p, Dice& d) { return p.without_opportunity(true, d); });
        each_rep_in_turn(team, 2,
                         [](const Planner& p, Dice& d) { return p.unused_steps(true, d); });
        each_rep_in_turn(team, 2,
                         [](const Planner& p, Dice& d) { return p.without_movement(true, d); });
        each_rep_in_turn(team, 1,
                         [](const Planner& p, Dice& d) { return p.meeting_incomplete(true, d); });
    }
    // What each rep sees as about to break: four or five.
    void about_to_break(const SalesTeam& team, std::size_t which) {
        const int all = int(team.reps.size());
        each_rep_in_turn(team, all,
                         [](const Planner& p, Dice& d) { return p.untouched(false, d); });
        each_rep_in_turn(team, all, [](const Planner& p, Dice& d) { return p.unworked(false, d); });
        each_rep_in_turn(team, all,
                         [](const Planner& p, Dice& d) { return p.unused_steps(false, d); });
        each_rep_in_turn(team, all,
                         [](const Planner& p, Dice& d) { return p.without_movement(false, d); });
        if (which == 0)
            each_rep_in_turn(team, 1, [](const Planner& p, Dice& d) { return p.not_acted_on(d); });
        each_rep_in_turn(team, 1, [](const Planner& p, Dice& d) { return p.unanswered(false, d); });
        each_rep_in_turn(team, 1,
                         [](const Planner& p, Dice& d) { return p.meeting_incomplete(false, d); });
    }
    // Marketing's manager sees those.
    void taken_in_by_nobody() {
        const SalesTeam& team = some_team();
        Dice dice = fresh_dice();
        LeadPlan plan = planner(team).untouched(true, dice);
        plan.assigned = false;
        add(team, Id{}, plan, dice);
    }
    void missed_once() {
        for (int i = scaled(36); i > 0; --i)
            each_rep_in_turn(some_team(), 1, [&](const Planner& p, Dice& d) {
                return p.bounced(i % 6 == 0 ? 3 : 1 + i % 5 / 4, d);
            });
        for (int i = scaled(16); i > 0; --i)
            each_rep_in_turn(some_team(), 1, [](const Planner& p, Dice& d) { return p.idle(d); });
        for (int i = scaled(20); i > 0; --i) go_stale(some_team());
    }
    // The manager agrees that there is no opportunity yet; then nothing happens, and it goes back by rule.
    void go_stale(const SalesTeam& team) {
        Dice dice = fresh_dice();
        const LeadPlan plan = planner(team).stale(dice);
        add(team, dice.pick(team.reps), plan, dice);
        teller_.accept_breach(at_work(team.calendar, plan.decided + days(7), dice),
                              dice.chance(600) ? "customer_asked" : "justified",
                              "Decides next quarter.");
    }
    void usual_leads() {
        const int all = demo_leads / options_.one_in;
        const int rest = all - leads_;
        // A few opportunities come from customers who are known already.
        const int sold =
            std::min(rest / 2, (demo_opportunities / options_.one_in - opportunities_) * 85 / 100);
        for (int i = 0; i < rest; ++i) {
            const SalesTeam& team = some_team();
            Dice dice = fresh_dice();
            const bool sell = (i + 1) * sold / rest > i * sold / rest;
            LeadPlan plan = planner(team).usual_lead(sell, dice);
            const Moment first = plan.calls.front();
            add(team, dice.pick(team.reps), plan, dice);
            const Moment breached = plan.entered + days(1);
            if (first > breached + hours(3) && dice.chance(250))
                teller_.accept_breach(breached + hours(2), "absent", "Was at the fair.");
        }
    }

    const DemoOptions& options_;
    const Staff& staff_;
    Teller teller_;
    CompanyPtr company_;
    std::uint64_t lane_ = 1;
    int leads_ = 0, opportunities_ = 0, next_rep_ = 0, turn_ = 0;
};

Status mark_whole(Engine& engine) {
    VIGIL_DO(
        work(engine, Actor::house("init"), engine.clock.now(), [&](UnitOfWork& unit) -> Status {
            Record row(unit.entity("setting"));
            row.values[field_id] = unit.new_id();
            row.set("key", std::string(demo_setting));
            row.set("value", std::string("true"));
            unit.insert(row);
            return {};
        }));
    return {};
}

}  // namespace

Moment demo_begins(Moment until) { return until - past; }

Status make_demo(House& house, const DemoOptions& options) {
    VIGIL_CHECK(house.test_clock() && house.engine().clock.now() <= demo_begins(options.until));
    house.test_clock()->put_forward(demo_begins(options.until));
    NewCompany company;
    company.admin_email = demo_admin;
    company.admin_password = options.admin_password;
    company.company = "Silberquell Instruments";
    company.time_zone = "Europe/Berlin";
    company.phone_region = "DE";
    VIGIL_DO(init_company(house.engine(), company));
    VIGIL_TRY(const Staff staff, hire(house.engine(), options));
    Agenda agenda;
    Plot plot(house, options, staff, agenda);
    plot.write();
    VIGIL_DO(agenda.live(house, options.until));
    VIGIL_DO(set_targets(house, staff));
    return mark_whole(house.engine());
}

bool is_demo(Engine& engine) { return is_demo_company(engine).value_or(false); }

}  // namespace vigil
