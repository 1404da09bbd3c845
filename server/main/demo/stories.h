// What becomes of one lead or one opportunity: a plan says when what happens, the teller notes it in the
// agenda as deeds of the people concerned.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "main/demo/customers.h"
#include "main/demo/desk.h"
#include "main/demo/hours.h"
#include "main/demo/staff.h"

namespace vigil::demo {

struct MeetingPlan {
    Moment held;
    bool complete = true;                // with its result
    std::optional<Moment> completed_at;  // when it is added later
};

struct OpportunityPlan {
    Moment opened;
    std::optional<Moment> accepted;
    std::vector<Moment> steps;  // at each the next open step is completed
    std::vector<std::pair<Moment, std::string>> stages;
    std::vector<Moment> calls;
    std::vector<MeetingPlan> meetings;
    std::int64_t euros = 10'000;
};

// How a lead comes in.
enum class Entry { web, mail, fair, typed, own };

struct LeadPlan {
    Moment entered;
    Entry entry = Entry::web;
    bool assigned = true;           // false: nobody takes it in
    std::vector<Moment> calls;      // outgoing
    std::optional<Moment> working;  // status
    enum class Fate { open, unqualified, recycled, qualified } fate = Fate::open;
    Moment decided;
    int answers = 10;  // of the qualifying questions, when it is qualified
    std::optional<Moment> rest_answered;
    std::optional<OpportunityPlan> opportunity;
};

class Teller {
  public:
    Teller(House& house, Agenda& agenda, const Staff& staff)
        : desk_(house), agenda_(agenda), staff_(staff) {}

    // `rep` owns it, of this team.
    void tell(const SalesTeam& team, Id rep, LeadPlan plan, Dice dice);
    // Of a customer known already; his first opportunity makes his account.
    void tell(const SalesTeam& team, Id rep, const OpportunityPlan& plan, Dice dice);
    // The manager accepts what is broken about the lead then, if it still is.
    void accept_breach(Moment at, const std::string& reason, const std::string& note);
    Customers& customers() { return customers_; }

  private:
    struct Story {  // one lead or opportunity on its way
        const SalesTeam* team = nullptr;
        Id rep, lead, account, contact, opportunity;
        Customer customer;
        Dice dice;
        bool chinese = false;
    };
    using StoryPtr = std::shared_ptr<Story>;

    StoryPtr begin(const SalesTeam& team, Id rep, Dice dice);
    Status enter(Story& story, Entry entry, bool assigned);
    Status assign(Story& story);
    Status call(Story& story, std::string_view entity, Id id);
    Status answer(Story& story, int from, int to);
    Status close(Story& story, LeadPlan::Fate fate);
    Status open_from_lead(Story& story, std::int64_t euros);
    Status open_directly(Story& story, std::int64_t euros);
    Status accept(Story& story);
    void go_on(const StoryPtr& story, const OpportunityPlan& plan);
    Status complete_step(Story& story);
    Status hold_meeting(const StoryPtr& story, const MeetingPlan& plan);
    Status accept_exceptions(Id manager, Id record, const std::string& reason,
                             const std::string& note);
    Result<Actor> owner_of(Story& story);
    Value close_date(Story& story);

    Desk desk_;
    Agenda& agenda_;
    const Staff& staff_;
    Customers customers_;
    StoryPtr latest_;
};

}  // namespace vigil::demo
