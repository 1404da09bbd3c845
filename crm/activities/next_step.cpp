#include "crm/activities/next_step.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/deadline.h"
#include "usecases/conditions.h"

namespace vigil {

namespace {

Result<std::optional<Record>> rule_for(UnitOfWork& work, std::string_view outcome) {
    const EntityDef& rules = work.entity("call_rule");
    Query query;
    query.entity = &rules;
    query.where = field_equals(rules, "outcome", std::string(outcome));
    query.limit = 1;
    VIGIL_TRY(auto found, work.view().find(query, Permit::house()));
    if (found.empty()) return std::optional<Record>();
    return std::optional(std::move(found.front()));
}

// In the owner's language, else in any.
std::string subject_of(const Record& rule, const Person* owner) {
    const auto json = nlohmann::json::parse(rule.text("subject"), nullptr, false);
    if (!json.is_object()) return {};
    const std::string language = owner ? owner->locale : "en";
    for (const auto& key : {language, std::string("en")})
        if (const auto it = json.find(key); it != json.end() && it->is_string())
            return it->get<std::string>();
    return json.empty() || !json.front().is_string() ? std::string()
                                                     : json.front().get<std::string>();
}

bool is_closed(const Record& record) {
    if (record.entity->key == "lead")
        return record.text("status") == "unqualified" || record.text("status") == "recycled";
    if (record.entity->key == "opportunity")
        return record.text("stage") == "won" || record.text("stage") == "lost";
    return false;
}

// Whose the record is; else whoever made the call.
Id owner_of(UnitOfWork& work, const Record& record) {
    const Person* owner = work.company().person(record.link("owner"));
    if (owner && owner->active) return owner->id;
    const Actor& actor = work.actor();
    return actor.on_behalf_of ? actor.on_behalf_of : actor.user;
}

Result<Moment> due_of(UnitOfWork& work, const Record& rule, Id owner) {
    const auto n = std::clamp<std::int64_t>(integer_of(rule["n"], 1), 1, Duration::n_max);
    const auto unit = parse_unit(rule.text("unit")).value_or(Unit::business_days);
    VIGIL_TRY(const auto deadline,
              due(work.now(), Duration{int(n), unit}, work.company().calendar_of(owner)));
    return deadline.due;
}

NextStep plan_call(UnitOfWork& work, const Record& record, Id owner, std::string subject,
                   Moment due_at) {
    const EntityDef& activity = work.entity("activity");
    Record step = work.blank(activity);
    step.set("kind", std::string("task"));
    if (!subject.empty()) step.set("subject", subject);
    step.set("happened_at", due_at);
    step.set("state", std::string("planned"));
    step.set("by_rule", true);
    if (owner) step.set("owner", owner);
    step.set(record.entity->key, record.id());  // the link is named like the entity it leads to
    const Id id = work.create(std::move(step)).id();
    return {"activity", id, std::move(subject), due_at, owner};
}

// The first open step of its playbook, when its day has come.
Result<std::optional<NextStep>> due_step(UnitOfWork& work, const Record& record, Id owner) {
    if (record.entity->key != "opportunity") return std::optional<NextStep>();
    const EntityDef& steps = work.entity("opportunity_step");
    Query query;
    query.entity = &steps;
    query.where = both(field_equals(steps, "opportunity", record.id()),
                       field_equals(steps, "state", std::string("open")));
    query.order = {{steps.index_of("position"), false}};
    query.limit = 1;
    VIGIL_TRY(const auto open, work.view().find(query, Permit::house()));
    if (open.empty() || is_empty(open.front()["due"])) return std::optional<NextStep>();
    const Record& step = open.front();
    const Day day = std::get<Day>(step["due"]);
    if (day > work.company().local_day(work.now())) return std::optional<NextStep>();
    const Zone zone = Zone::find(work.company().settings.time_zone).value_or(Zone());
    return NextStep{"opportunity_step", step.id(), std::string(step.text("name")),
                    zone.to_utc(day, 0), owner};
}

Result<std::vector<Record>> find_planned(UnitOfWork& work, const Record& record, ConditionPtr which,
                                         int limit) {
    const EntityDef& activity = work.entity("activity");
    Query query;
    query.entity = &activity;
    query.where =
        both(field_equals(activity, record.entity->key, record.id()),
             both(field_equals(activity, "state", std::string("planned")), std::move(which)));
    query.order = {{activity.index_of("happened_at"), false}};
    query.limit = limit;
    return work.view().find(query, Permit::house());
}

}  // namespace

Result<std::optional<NextStep>> plan_next_step(UnitOfWork& work, const Record& record,
                                               std::string_view outcome, const Value& callback_at) {
    std::optional<NextStep> none;
    if (!is_empty(callback_at) && moment_of(callback_at) <= work.now())
        return fail_field("callback_at", "in_the_past");
    if (work.actor().historic || is_closed(record)) return none;
    VIGIL_TRY(const auto rule, rule_for(work, outcome));
    const Id owner = owner_of(work, record);
    const Person* person = work.company().person(owner);
    if (!is_empty(callback_at))
        return plan_call(work, record, owner, rule ? subject_of(*rule, person) : std::string(),
                         moment_of(callback_at));
    if (!rule || rule->text("plan") == "nothing") return none;
    if (rule->text("plan") == "step") return due_step(work, record, owner);
    VIGIL_TRY(const Moment due_at, due_of(work, *rule, owner));
    return plan_call(work, record, owner, subject_of(*rule, person), due_at);
}

Status finish_planned_tasks(UnitOfWork& work, const Record& record) {
    const EntityDef& activity = work.entity("activity");
    VIGIL_TRY(const auto planned,
              find_planned(work, record, field_equals(activity, "by_rule", true), 100));
    for (const auto& one : planned) {
        Record after = one;
        after.set("state", std::string("held"));
        after.set("happened_at", work.at());
        work.change(one, std::move(after), "finish");
    }
    return {};
}

Status drop_tasks_of_closed(UnitOfWork& work, const Record& record) {
    if (!is_closed(record)) return {};
    const EntityDef& activity = work.entity("activity");
    VIGIL_TRY(const auto planned,
              find_planned(work, record, field_equals(activity, "by_rule", true), 100));
    for (const auto& one : planned) {
        Record after = one;
        after.set("state", std::string("cancelled"));
        work.change(one, std::move(after), "cancel");
    }
    return {};
}

Result<std::optional<Record>> planned_call(UnitOfWork& work, const Record& record) {
    const EntityDef& activity = work.entity("activity");
    VIGIL_TRY(auto planned,
              find_planned(work, record, field_equals(activity, "kind", std::string("call")), 1));
    if (planned.empty()) return std::optional<Record>();
    return std::optional(std::move(planned.front()));
}

}  // namespace vigil
