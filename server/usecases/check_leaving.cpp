#include "usecases/check_leaving.h"

#include <algorithm>

#include "usecases/conditions.h"
#include "usecases/hand_over.h"

namespace vigil {

namespace {

// Those that stay, what the same act does to them included.
Result<std::int64_t> count_of(UnitOfWork& work, std::string_view entity_key, std::string_view link,
                              Id id) {
    const EntityDef& entity = work.entity(entity_key);
    Query query;
    query.entity = &entity;
    query.where = field_equals(entity, link, id);
    query.limit = 100'000;
    VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
    std::int64_t count = 0;
    for (const auto& row : rows) {
        const auto& all = work.staged();
        const auto staged = std::ranges::find_if(all, [&](const Staged& one) {
            return one.after.id() == row.id() && one.after.entity->key == entity_key;
        });
        count +=
            staged == all.end() || (!staged->after.removed() && staged->after.link(link) == id);
    }
    return count;
}

Status check_user(UnitOfWork& work, const Record& user) {
    VIGIL_TRY(const auto owned, owned_by(work, user.id()));
    const auto refuse = [&](const char* code, std::int64_t count) {
        return fail(FaultKind::refused, code, {},
                    {{"name", std::string(user.text("name"))}, {"count", std::to_string(count)}});
    };
    if (owned.alive > 0) return refuse("user_owns_work", owned.alive);
    if (owned.past > 0) return refuse("user_owns_past", owned.past);
    for (const EntityDef* entity : owned_entities(work.catalogue()))
        work.stand_alone({user.entity, {user.id()}, entity, entity->index_of("owner"), {}});
    return {};
}

Status check_team(UnitOfWork& work, Id team) {
    VIGIL_TRY(const auto people, count_of(work, "user", "team", team));
    VIGIL_TRY(const auto teams, count_of(work, "team", "parent", team));
    if (people == 0 && teams == 0) return {};
    return fail(FaultKind::refused, "team_in_use", {},
                {{"people", std::to_string(people)}, {"teams", std::to_string(teams)}});
}

// The company's own is the first there is.
Status check_calendar(UnitOfWork& work, Id calendar) {
    VIGIL_TRY(const auto teams, count_of(work, "team", "calendar", calendar));
    if (teams > 0)
        return fail(FaultKind::refused, "calendar_in_use", {}, {{"teams", std::to_string(teams)}});
    const auto& calendars = work.company().calendars;
    const auto first =
        std::ranges::min_element(calendars, {}, [](const auto& one) { return one.first; });
    if (first != calendars.end() && first->first == calendar)
        return fail(FaultKind::refused, "calendar_of_company");
    return {};
}

}  // namespace

Status check_leaving(UnitOfWork& work) {
    for (const auto& one : work.staged()) {
        if (!one.before || one.before->removed() || !one.after.removed()) continue;
        const auto& key = one.after.entity->key;
        // Who is put out of office in the same act goes with all that is told of him: a demo that is cleared.
        const bool is_put_out =
            key == "user" && truth_of((*one.before)["active"]) && !truth_of(one.after["active"]);
        if (key == "user" && !is_put_out) VIGIL_DO(check_user(work, *one.before));
        if (key == "team") VIGIL_DO(check_team(work, one.after.id()));
        if (key == "calendar") VIGIL_DO(check_calendar(work, one.after.id()));
    }
    return {};
}

}  // namespace vigil
