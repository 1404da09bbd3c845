#include "main/demo/stories.h"

#include "base/zone.h"
#include "usecases/conditions.h"
#include "watch/exception_acts.h"

namespace vigil::demo {

namespace {

struct Wording {
    std::string_view reached[4], missed[2], subjects[3], results[3];
};
constexpr Wording english{
    {"Wants to compare with what they have.", "Asked for a data sheet and a price.",
     "Budget is decided next month.", "Interested; a colleague of the laboratory joins in."},
    {"Left a message.", "Nobody there; try in the morning."},
    {"Product demonstration on site", "Review of the proposal", "Needs talk with purchasing"},
    {"They want a trial for two weeks.", "Terms agreed but for delivery.",
     "Next: a visit to the plant."},
};
constexpr Wording chinese{
    {"想与现有方案比较。", "需要资料和报价。", "预算下月确定。", "有兴趣，实验室同事将参与。"},
    {"已留言。", "无人接听，明早再试。"},
    {"现场产品演示", "方案评审", "与采购部沟通需求"},
    {"希望试用两周。", "除交期外条款已商定。", "下一步：参观工厂。"},
};

const Wording& wording(bool in_chinese) { return in_chinese ? chinese : english; }

std::string_view source_of(Entry entry, Dice& dice) {
    switch (entry) {
        case Entry::web:
            return "web";
        case Entry::mail:
            return "campaign";
        case Entry::fair:
            return "fair";
        case Entry::typed:
            return dice.chance(500) ? "partner" : "cold_call";
        case Entry::own:
            return dice.chance(500) ? "referral" : "cold_call";
    }
    return "other";
}

// Any, without a throw of the dice: what follows stays as it was.
std::string_view why_lost(Moment at) {
    constexpr std::string_view reasons[] = {"price", "competitor", "no_need", "no_budget",
                                            "no_answer"};
    return reasons[std::size_t(at.us / 60'000'000) % std::size(reasons)];
}

}  // namespace

Teller::StoryPtr Teller::begin(const SalesTeam& team, Id rep, Dice dice) {
    auto story = std::make_shared<Story>(Story{&team, rep, {}, {}, {}, {}, {}, std::move(dice)});
    const NameBook* book = story->dice.pick(team.customers);
    story->chinese = book == &chinese_names();
    story->customer = customers_.invent(*book, story->dice);
    latest_ = story;
    return story;
}

void Teller::tell(const SalesTeam& team, Id rep, LeadPlan plan, Dice dice) {
    const StoryPtr story = begin(team, rep, std::move(dice));
    agenda_.note(plan.entered, [=, this] { return enter(*story, plan.entry, plan.assigned); });
    if (plan.assigned && plan.entry == Entry::typed)
        agenda_.note(plan.entered + minutes(20), [=, this] { return assign(*story); });
    for (const Moment at : plan.calls)
        agenda_.note(at, [=, this] { return call(*story, "lead", story->lead); });
    if (plan.working)
        agenda_.note(*plan.working, [=, this]() -> Status {
            VIGIL_TRY(const auto rep, desk_.person(story->rep));
            return desk_.change(rep, "lead", story->lead,
                                {{"status", text("working")},
                                 {"rating", text(story->dice.chance(400) ? "hot" : "warm")}});
        });
    if (plan.fate == LeadPlan::Fate::open) return;
    const bool qualified = plan.fate == LeadPlan::Fate::qualified;
    if (qualified)
        agenda_.note(plan.decided - minutes(6),
                     [=, this] { return answer(*story, 0, plan.answers); });
    agenda_.note(plan.decided, [=, this] { return close(*story, plan.fate); });
    if (plan.rest_answered)
        agenda_.note(*plan.rest_answered, [=, this] { return answer(*story, plan.answers, 10); });
    if (!plan.opportunity) return;
    const auto& opportunity = *plan.opportunity;
    agenda_.note(opportunity.opened,
                 [=, this, euros = opportunity.euros] { return open_from_lead(*story, euros); });
    go_on(story, opportunity);
}

void Teller::tell(const SalesTeam& team, Id rep, const OpportunityPlan& plan, Dice dice) {
    const StoryPtr story = begin(team, rep, std::move(dice));
    agenda_.note(plan.opened,
                 [=, this, euros = plan.euros] { return open_directly(*story, euros); });
    go_on(story, plan);
}

Status Teller::enter(Story& story, Entry entry, bool assigned) {
    const Customer& who = story.customer;
    const bool bare = story.dice.chance(30);  // an address and a firm only
    Fields fields{{"company", text(who.company)},
                  {"email", text(who.email)},
                  {"source", text(source_of(entry, story.dice))}};
    if (!bare) {
        fields.insert(fields.begin(),
                      {{"first_name", text(who.first_name)}, {"last_name", text(who.last_name)}});
        fields.push_back({"title", text(who.title)});
    }
    if (!story.dice.chance(60)) fields.push_back({"phone", text(who.phone)});
    if (assigned && entry != Entry::typed) fields.push_back({"owner", story.rep});
    Actor actor = Actor::house(entry == Entry::mail ? "mail" : "web");
    if (entry == Entry::fair) {
        VIGIL_TRY(actor, desk_.person(story.dice.pick(staff_.marketing.reps)));
    } else if (entry == Entry::typed) {
        VIGIL_TRY(actor, desk_.person(story.team->typist));
    } else if (entry == Entry::own) {
        VIGIL_TRY(actor, desk_.person(story.rep));
    }
    VIGIL_TRY(story.lead, desk_.create(actor, "lead", fields));
    return {};
}

Status Teller::assign(Story& story) {
    VIGIL_TRY(const auto manager, desk_.person(story.team->manager));
    return desk_.act(manager, "lead", story.lead, "assign", {{"to", story.rep}});
}

// Some of it is entered by the assistant, for the rep.
Status Teller::call(Story& story, std::string_view entity, Id id) {
    auto& dice = story.dice;
    Actor actor;
    if (entity == "opportunity") {
        VIGIL_TRY(actor, owner_of(story));
    } else if (dice.chance(100)) {
        VIGIL_TRY(actor, desk_.person(story.team->assistant, story.rep));
    } else {
        VIGIL_TRY(actor, desk_.person(story.rep));
    }
    const auto& words = wording(story.chinese);
    const bool reached = entity == "opportunity" || dice.chance(500);
    const auto missed = dice.chance(500) ? "voicemail" : "no_answer";
    return desk_.act(
        actor, entity, id, "log_call",
        {{"outcome", text(reached ? "reached" : missed)},
         {"note", text(reached ? dice.pick(words.reached) : dice.pick(words.missed))}});
}

Status Teller::answer(Story& story, int from, int to) {
    Fields fields;
    const EntityDef& lead = desk_.entity("lead");
    for (const auto& field : lead.fields)
        if (field.question > from && field.question <= to)
            fields.push_back({field.key, text(story.dice.pick(field.choices).key)});
    VIGIL_TRY(const auto rep, desk_.person(story.rep));
    return desk_.change(rep, "lead", story.lead, fields);
}

Status Teller::close(Story& story, LeadPlan::Fate fate) {
    VIGIL_TRY(const auto rep, desk_.person(story.rep));
    if (fate == LeadPlan::Fate::qualified) return desk_.act(rep, "lead", story.lead, "qualify");
    if (fate == LeadPlan::Fate::recycled)
        return desk_.act(rep, "lead", story.lead, "return_to_marketing");
    return desk_.change(rep, "lead", story.lead,
                        {{"status", text("unqualified")}, {"rating", text("cold")}});
}

Value Teller::close_date(Story& story) {
    const auto zone = story.team->calendar.zone();
    return zone.to_local(desk_.now()).day + int(story.dice.between(30, 110));
}

Status Teller::open_from_lead(Story& story, std::int64_t euros) {
    VIGIL_TRY(const auto rep, desk_.person(story.rep));
    VIGIL_DO(desk_.act(rep, "lead", story.lead, "open_opportunity",
                       {{"close_date", close_date(story)},
                        {"amount", Money{euros * 100, Currency{{'E', 'U', 'R'}}}}}));
    VIGIL_TRY(const auto made, desk_.find("opportunity", field_equals(desk_.entity("opportunity"),
                                                                      "lead", story.lead)));
    if (made.empty())
        return fail(FaultKind::internal, "not_found", "demo: no opportunity was opened");
    story.opportunity = made.back().id();
    story.contact = made.back().link("contact");
    return desk_.change(rep, "opportunity", story.opportunity,
                        {{"product", story.dice.pick(staff_.products)}});
}

Status Teller::open_directly(Story& story, std::int64_t euros) {
    const Customer& who = story.customer;
    VIGIL_TRY(const auto assistant, desk_.person(story.team->assistant, story.rep));
    static constexpr std::string_view industries[] = {"manufacturing", "retail", "software",
                                                      "health", "services"};
    const EntityDef& entity = desk_.entity("account");
    VIGIL_TRY(const auto known,
              desk_.find("account", field_equals(entity, "name", text(who.company))));
    if (known.empty()) {
        VIGIL_TRY(story.account, desk_.create(assistant, "account",
                                              {{"name", text(who.company)},
                                               {"industry", text(story.dice.pick(industries))},
                                               {"owner", story.rep}}));
    } else {
        story.account = known.front().id();
    }
    VIGIL_TRY(story.contact, desk_.create(assistant, "contact",
                                          {{"first_name", text(who.first_name)},
                                           {"last_name", text(who.last_name)},
                                           {"title", text(who.title)},
                                           {"email", text(who.email)},
                                           {"phone", text(who.phone)},
                                           {"account", story.account},
                                           {"owner", story.rep}}));
    VIGIL_TRY(const auto rep, desk_.person(story.rep));
    VIGIL_TRY(story.opportunity,
              desk_.create(rep, "opportunity",
                           {{"name", text(who.company)},
                            {"account", story.account},
                            {"contact", story.contact},
                            {"product", story.dice.pick(staff_.products)},
                            {"amount", Money{euros * 100, Currency{{'E', 'U', 'R'}}}},
                            {"close_date", close_date(story)}}));
    return {};
}

void Teller::go_on(const StoryPtr& story, const OpportunityPlan& plan) {
    if (plan.accepted) agenda_.note(*plan.accepted, [=, this] { return accept(*story); });
    for (const Moment at : plan.steps)
        agenda_.note(at, [=, this] { return complete_step(*story); });
    for (const Moment at : plan.calls)
        agenda_.note(at, [=, this] { return call(*story, "opportunity", story->opportunity); });
    for (const auto& meeting : plan.meetings)
        agenda_.note(meeting.held, [=, this] { return hold_meeting(story, meeting); });
    for (const auto& [at, stage] : plan.stages)
        agenda_.note(at, [=, this, at = at, stage = stage]() -> Status {
            VIGIL_TRY(const auto owner, owner_of(*story));
            Fields change{{"stage", text(stage)}};
            if (stage == "lost") change.push_back({"lost_reason", text(why_lost(at))});
            return desk_.change(owner, "opportunity", story->opportunity, change);
        });
}

// Where it has gone to another by rule, the manager hands him the contact too.
Status Teller::accept(Story& story) {
    VIGIL_TRY(const auto owner, owner_of(story));
    if (owner.user != story.rep) {
        VIGIL_TRY(const auto manager, desk_.person(story.team->manager));
        VIGIL_DO(desk_.change(manager, "contact", story.contact, {{"owner", owner.user}}));
        story.rep = owner.user;
    }
    return desk_.act(owner, "opportunity", story.opportunity, "accept");
}

// It may have gone to another by rule.
Result<Actor> Teller::owner_of(Story& story) {
    VIGIL_TRY(const auto record, desk_.look("opportunity", story.opportunity));
    return desk_.person(record.link("owner"));
}

Status Teller::complete_step(Story& story) {
    const EntityDef& step = desk_.entity("opportunity_step");
    VIGIL_TRY(const auto open, desk_.find("opportunity_step",
                                          both(field_equals(step, "opportunity", story.opportunity),
                                               field_equals(step, "state", text("open")))));
    if (open.empty()) return {};
    VIGIL_TRY(const auto owner, owner_of(story));
    return desk_.act(owner, "opportunity_step", open.front().id(), "complete_step",
                     {{"skipped", story.dice.chance(80)}});
}

Status Teller::hold_meeting(const StoryPtr& story, const MeetingPlan& plan) {
    VIGIL_TRY(const auto owner, owner_of(*story));
    const auto& words = wording(story->chinese);
    const Value result = text(story->dice.pick(words.results));
    VIGIL_TRY(const Id meeting,
              desk_.create(owner, "activity",
                           {{"kind", text("meeting")},
                            {"state", text("held")},
                            {"happened_at", desk_.now()},
                            {"subject", text(story->dice.pick(words.subjects))},
                            {"result", plan.complete ? result : Value()},
                            {"duration", story->dice.between(2, 8) * 15},
                            {"contact", story->contact ? Value(story->contact) : Value()},
                            {"opportunity", story->opportunity},
                            {"lead", story->lead ? Value(story->lead) : Value()}}));
    if (plan.completed_at)
        agenda_.note(*plan.completed_at, [=, this]() -> Status {
            VIGIL_TRY(const auto author, desk_.person(owner.user));
            return desk_.change(author, "activity", meeting, {{"result", result}});
        });
    return {};
}

void Teller::accept_breach(Moment at, const std::string& reason, const std::string& note) {
    agenda_.note(at, [=, this, story = latest_] {
        return accept_exceptions(story->team->manager,
                                 story->opportunity ? story->opportunity : story->lead, reason,
                                 note);
    });
}

Status Teller::accept_exceptions(Id manager, Id record, const std::string& reason,
                                 const std::string& note) {
    const EntityDef& exception = desk_.entity("exception");
    VIGIL_TRY(const auto open,
              desk_.find("exception", both(field_equals(exception, "record", record.value),
                                           field_equals(exception, "state", text("open")))));
    VIGIL_TRY(const auto actor, desk_.person(manager));
    for (const auto& one : open)
        VIGIL_DO(watch::accept(desk_.engine(), actor, one.id(), reason, note));
    return {};
}

}  // namespace vigil::demo
