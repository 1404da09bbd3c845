#include "usecases/take_record.h"

#include <nlohmann/json.hpp>

#include "usecases/check_record.h"
#include "usecases/conditions.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

constexpr int changes_looked_at = 100;

Id taker(const Actor& actor) { return actor.on_behalf_of ? actor.on_behalf_of : actor.user; }

// Who has it is told as far as the asker may read who owns such records.
std::unexpected<Fault> taken(UnitOfWork& work, const EntityDef& entity, Id owner) {
    const Permit& permit = work.actor().permit;
    const EntityPermit* rights = permit.of(entity);
    const bool readable =
        permit.is_house() || (rights && rights->may_read(entity.index_of("owner")));
    const Person* person = readable ? work.company().person(owner) : nullptr;
    if (!person) return fail(FaultKind::conflict, "taken");
    return fail(FaultKind::conflict, "taken_by", {}, {{"name", person->name}});
}

// The last that was done about its owner was to take it out of the pool.
Result<bool> was_in_the_pool(UnitOfWork& work, const Record& record) {
    const EntityDef& journal = work.entity("journal");
    Query query;
    query.entity = &journal;
    query.where = field_equals(journal, "record", record.id().value);
    query.order = {{field_id, true}};
    query.limit = changes_looked_at;
    VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
    for (const auto& row : rows) {
        if (row.text("entity") != record.entity->key) continue;
        const auto changes = nlohmann::json::parse(row.text("changes"), nullptr, false);
        if (!changes.is_object() || !changes.contains("owner")) continue;
        const auto& pair = changes["owner"];
        const bool is_act = row.text("act") != "create" && is_empty(row["undo_of"]);
        return is_act && pair.is_array() && !pair.empty() && pair[0].is_null();
    }
    return false;
}

// What is out of his sight he hears of only where he could have taken it a moment ago.
Result<bool> left_his_sight(UnitOfWork& work, const Record& record) {
    Record pooled = record;
    pooled.set("owner", Empty{});
    VIGIL_TRY(const bool his, is_within_reach(work, pooled));
    return his ? was_in_the_pool(work, record) : Result<bool>(false);
}

}  // namespace

Result<Record> need_untaken(UnitOfWork& work, const EntityDef& entity, Id id) {
    auto found = work.need(entity, id);
    if (!found && found.error().kind != FaultKind::not_found) return found;
    const bool is_owned = entity.index_of("owner") >= 0;
    if (found) {
        const Id owner = is_owned && !found->removed() ? found->link("owner") : Id{};
        if (owner && owner != taker(work.actor())) return taken(work, entity, owner);
        return found;
    }
    VIGIL_TRY(const auto record, work.view().get(entity, id, Permit::house()));
    if (!is_owned || !record || record->removed() || !record->link("owner")) return found;
    VIGIL_TRY(const bool left, left_his_sight(work, *record));
    if (left) return taken(work, entity, record->link("owner"));
    return found;
}

Status take_record(UnitOfWork& work, const Record& record, const ActInput&) {
    const Id to = taker(work.actor());
    const Person* person = work.company().person(to);
    if (!person || !person->active) return fail(FaultKind::forbidden, "not_yours_to_change");
    give_record(work, record, to, std::string(take_act));
    return {};
}

void give_record(UnitOfWork& work, const Record& record, Value owner, std::string act) {
    Record after = record;
    after.set("owner", std::move(owner));
    if (after.values == record.values) return;
    derive(work, record, after);
    work.change(record, std::move(after), std::move(act));
}

}  // namespace vigil
