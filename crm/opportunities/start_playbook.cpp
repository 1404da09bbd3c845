#include "crm/opportunities/start_playbook.h"

#include <nlohmann/json.hpp>

#include "usecases/conditions.h"
#include "usecases/create_record.h"

namespace vigil {

namespace {

using Json = nlohmann::json;

// In the language of whoever works it, else in any.
std::string name_of(const Json& name, const std::string& language) {
    if (name.is_string()) return name.get<std::string>();
    if (!name.is_object() || name.empty()) return {};
    for (const auto& key : {language, std::string("en")})
        if (const auto it = name.find(key); it != name.end() && it->is_string())
            return it->get<std::string>();
    return name.front().is_string() ? name.front().get<std::string>() : std::string();
}

Status add_step(UnitOfWork& work, const Record& opportunity, const Json& step, int position,
                Day& due) {
    const Person* owner = work.company().person(opportunity.link("owner"));
    const EntityDef& entity = work.entity("opportunity_step");
    const auto days = std::clamp(step.value("days", 1), 0, 3650);
    due = due + days;
    Record record = work.blank(entity);
    record.set("opportunity", opportunity.id());
    record.set("name", name_of(step.value("name", Json()), owner ? owner->locale : "en"));
    record.set("position", std::int64_t(position));
    record.set("days", std::int64_t(days));
    record.set("due", due);
    record.set("state", std::string("open"));
    work.create(std::move(record));
    return {};
}

}  // namespace

Status start_playbook(UnitOfWork& work, const Record& opportunity) {
    const auto stage = opportunity.text("stage");
    if (stage == "won" || stage == "lost") return {};
    Query query;
    query.entity = &work.entity("playbook");
    query.order = {{field_id, false}};
    VIGIL_TRY(const auto playbooks, work.view().find(query, Permit::house()));
    const Record* chosen = nullptr;
    for (const auto& playbook : playbooks)
        if (!chosen || playbook.text("stage") == stage) chosen = &playbook;
    if (!chosen) return {};
    const auto steps = Json::parse(chosen->text("steps"), nullptr, false);
    if (!steps.is_array()) return {};
    Day due = work.company().local_day(work.at());
    int position = 0;
    for (const auto& step : steps) VIGIL_DO(add_step(work, opportunity, step, ++position, due));
    return {};
}

}  // namespace vigil
