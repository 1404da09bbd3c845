#include "crm/activities/log_call.h"

#include <nlohmann/json.hpp>

#include "crm/activities/next_step.h"
#include "usecases/create_record.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

// What the caller is told beside the record.
std::string told(UnitOfWork& work, const std::optional<NextStep>& next) {
    Json json;
    if (next) {
        const Person* owner = work.company().person(next->owner);
        json = Json{
            {"entity", next->entity},
            {"id", to_string(next->id)},
            {"subject", next->subject},
            {"due_at", to_string(next->due_at)},
            {"owner", owner ? Json{{"id", to_string(owner->id)}, {"name", owner->name}} : Json()}};
    }
    return Json{{"next_step", std::move(json)}}.dump();
}

// One that was planned becomes the call that was made, so that it is not counted twice.
Status stage_call(UnitOfWork& work, const Record& record, const RecordInput& values) {
    VIGIL_TRY(const auto planned, planned_call(work, record));
    if (!planned) {
        VIGIL_DO(stage_create(work, work.entity("activity"), values));
        return {};
    }
    Record after = *planned;
    for (const auto& [field, value] : values) after.values[std::size_t(field)] = value;
    after.set("state", std::string("held"));
    work.change(*planned, after, "log_call");
    const auto& created = work.engine().registry.created;
    const auto hook = created.find("activity");
    return hook == created.end() ? Status() : hook->second(work, after);
}

}  // namespace

Status log_call(UnitOfWork& work, const Record& record, const ActInput& input) {
    const EntityDef& activity = work.entity("activity");
    RecordInput values;
    const auto give = [&](std::string_view key, Value value) {
        if (!is_empty(value)) values.emplace_back(activity.index_of(key), std::move(value));
    };
    give("kind", std::string("call"));
    give_asked(values, *record.entity->act("log_call"), activity, input);
    give("happened_at", work.at());
    give(record.entity->key, record.id());  // the link is named like the entity it leads to
    const Actor& actor = work.actor();
    give("owner", actor.on_behalf_of ? Value(actor.on_behalf_of)
                  : actor.user       ? Value(actor.user)
                                     : record["owner"]);
    VIGIL_DO(stage_call(work, record, values));
    VIGIL_DO(finish_planned_tasks(work, record));
    VIGIL_TRY(const auto next, plan_next_step(work, record, text_of(given(input, "outcome")),
                                              given(input, "callback_at")));
    work.answers(told(work, next));
    return {};
}

}  // namespace vigil
