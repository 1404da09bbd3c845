#include "crm/activities/log_call.h"

#include "usecases/create_record.h"

namespace vigil {

Status log_call(UnitOfWork& work, const Record& record, const ActInput& input) {
    const EntityDef& activity = work.entity("activity");
    RecordInput values;
    const auto give = [&](std::string_view key, Value value) {
        if (!is_empty(value)) values.emplace_back(activity.index_of(key), std::move(value));
    };
    give("kind", std::string("call"));
    give("happened_at", work.at());
    for (const char* key : {"outcome", "direction", "note"}) give(key, given(input, key));
    give(record.entity->key, record.id());  // the link is named like the entity it leads to
    const Actor& actor = work.actor();
    give("owner", actor.on_behalf_of ? Value(actor.on_behalf_of)
                  : actor.user       ? Value(actor.user)
                                     : record["owner"]);
    VIGIL_DO(stage_create(work, activity, values));
    return {};
}

}  // namespace vigil
