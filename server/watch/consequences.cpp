#include "watch/consequences.h"

#include <algorithm>

#include "base/shipped_words.h"
#include "usecases/act_on_record.h"
#include "usecases/rotation.h"
#include "usecases/take_record.h"
#include "usecases/update_record.h"
#include "watch/evidence.h"

namespace vigil::watch {

namespace {

// Whether `head` leads the owner's team or one above it.
bool leads(const Company& company, Id head, Id owner) {
    const Person* person = company.person(owner);
    const Team* team = person ? company.team(person->team) : nullptr;
    for (int depth = 0; team && depth < 32; ++depth, team = company.team(team->parent))
        if (team->manager == head) return true;
    return !person;  // nobody's record goes to whoever takes in what nobody owns
}

// It has gone round as often as it may.
bool is_spent(const rules::Consequence& consequence, int bounces) {
    return consequence.at_most > 0 && bounces >= consequence.at_most;
}

// "It goes to the next in the team, by rule."
std::string_view goes_code(const Company& company, Id owner, Id to) {
    if (!to) return "then_pool";
    return to == company.manager_of(owner) ? "then_manager" : "then_next";
}

// Of a record that `owner` has just got, what the same rung would do with it next.
std::string_view gone_code(const Company& company, Id owner, std::optional<Id> next) {
    if (!next) return "then_gone_stays";
    return *next == company.manager_of(owner) ? "then_gone_manager" : "then_gone_next";
}

// With the manager it came up to it stays: by rotation it may come up at any bounce, out of the pool at the last.
bool came_up(const Company& company, const rules::Consequence& consequence, Id owner, int bounces) {
    const Person* person = company.person(owner);
    const Team* team = person ? company.team(person->team) : nullptr;
    if (!team || team->manager != owner || consequence.to == "manager") return false;
    return consequence.to == "pool" ? is_spent(consequence, bounces) : bounces > 0;
}

}  // namespace

Ahead ahead_of(const rules::Watch& watch) {
    return {watch.owner, watch.rung, watch.bounces, watch.state == rules::Watch::State::broken,
            watch.historic};
}

Result<Ahead> ahead_of(ReadView& view, const Catalogue& catalogue,
                       const rules::Guideline& guideline, const Record& exception) {
    Ahead ahead{exception.link("owner"), int(integer_of(exception["rung"])), 0,
                exception.text("state") == "open", truth_of(exception["historic"])};
    const auto rung = std::size_t(ahead.rung);
    const bool counts = rung < guideline.then.size() &&
                        guideline.then[rung].what == rules::Consequence::Do::reassign;
    if (!counts) return ahead;
    VIGIL_TRY(const auto watch, view.get(catalogue.need("watch"),
                                         Id{integer_of(exception["watch"])}, Permit::house()));
    if (watch) ahead.bounces = int(integer_of((*watch)["bounces"]));
    return ahead;
}

std::string follows_by_rule(const Company& company, const rules::Guideline& guideline,
                            const Ahead& ahead, Moment now, std::string_view language) {
    const auto rung = std::size_t(ahead.rung);
    if (ahead.historic || rung >= guideline.then.size()) return {};
    const auto& what = guideline.then[rung];
    if (what.what != rules::Consequence::Do::reassign)
        return consequence_line(guideline, rung, language);
    const auto to = reassigned_to(company, what, ahead.owner, ahead.bounces, now);
    if (!to) return {};
    return shipped_words().text(language, goes_code(company, ahead.owner, *to));
}

std::string if_ignored(const Company& company, const rules::Guideline& guideline,
                       const Ahead& ahead, Moment now, std::string_view language) {
    auto line = follows_by_rule(company, guideline, ahead, now, language);
    if (!line.empty()) return line;
    const Id manager = company.manager_of(ahead.owner);
    const bool told = !ahead.broken && guideline.tell_manager && manager && manager != ahead.owner;
    return shipped_words().text(language, told ? "then_told" : "then_stays");
}

std::string gone_line(const Company& company, const rules::Guideline& guideline, std::size_t rung,
                      Id to, int bounces, Moment now, std::string_view language) {
    const int owner = guideline.entity->index_of("owner");
    const Person* person = company.person(to);
    if (!person) return shipped_words().text(language, "then_gone_pool");
    std::string_view code = "then_gone";
    if (std::ranges::find(guideline.restart, owner) != guideline.restart.end())
        code = gone_code(company, to,
                         reassigned_to(company, guideline.then[rung], to, bounces + 1, now));
    return shipped_words().text(language, code, {{"name", person->name}});
}

Id next_in_rotation(const Company& company, Id owner, Moment now) {
    const Person* person = company.person(owner);
    const Id next = person ? next_in_team(company, person->team, owner, now) : Id{};
    return next == owner ? Id{} : next;
}

std::optional<Id> reassigned_to(const Company& company, const rules::Consequence& consequence,
                                Id owner, int bounces, Moment now) {
    if (came_up(company, consequence, owner, bounces)) return {};  // where it was to end
    if (consequence.to == "pool" && !owner) return {};             // there already
    if (consequence.to == "pool" && !is_spent(consequence, bounces)) return Id{};
    const bool to_manager =
        consequence.to != "rotation" || !owner || is_spent(consequence, bounces);
    const Id to = to_manager ? Id{} : next_in_rotation(company, owner, now);
    if (to) return to;
    const Id manager = company.manager_of(owner);
    if (!manager || manager == owner || !leads(company, manager, owner)) return {};
    return manager;
}

Status carry_out(UnitOfWork& work, const rules::Guideline&, const rules::Consequence& consequence,
                 const Record& record, const rules::Watch& watch) {
    using Do = rules::Consequence::Do;
    switch (consequence.what) {
        case Do::reassign: {
            const auto to = reassigned_to(work.company(), consequence, record.link("owner"),
                                          watch.bounces, work.now());
            if (to && *to) return assign_record(work, record, {{"to", *to}});
            if (to) give_record(work, record, Empty{}, "assign");
            return {};
        }
        case Do::return_to_marketing:
            if (!record.entity->act("return_to_marketing")) return {};
            return stage_act(work, *record.entity, record.id(), "return_to_marketing", {});
        case Do::set: {
            Record after = record;
            after.values[std::size_t(consequence.field)] = consequence.value;
            if (after.values != record.values) work.change(record, std::move(after), "rule");
            return {};
        }
        case Do::escalate:
            return {};  // told by the caller
    }
    return {};
}

}  // namespace vigil::watch
