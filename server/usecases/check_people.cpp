#include "usecases/check_people.h"

#include <algorithm>

#include "usecases/check_leaving.h"
#include "usecases/conditions.h"
#include "usecases/lay_roles.h"
#include "usecases/try_model.h"

namespace vigil {

namespace {

const Staged* staged_of(UnitOfWork& work, std::string_view entity, Id id) {
    for (const auto& one : work.staged())
        if (one.after.entity->key == entity && one.after.id() == id) return &one;
    return nullptr;
}

bool touches(UnitOfWork& work, std::string_view entity) {
    return std::ranges::any_of(work.staged(),
                               [&](const Staged& one) { return one.after.entity->key == entity; });
}

struct Standing {
    std::string role;
    bool active = false;
};

// How a person stands once this is written.
Standing after_all(UnitOfWork& work, const Person& person) {
    const Staged* staged = staged_of(work, "user", person.id);
    if (!staged) return {person.role, person.active};
    const Record& after = staged->after;
    return {std::string(after.text("role")), truth_of(after["active"]) && !after.removed()};
}

bool is_fresh_administrator(const Catalogue& catalogue, const Staged& one) {
    return one.after.entity->key == "user" && !one.before && truth_of(one.after["active"]) &&
           administers(catalogue, one.after.text("role"));
}

// Another node may take the same from that one in this instant: then one of the two begins again.
Status hold(UnitOfWork& work, Id person) {
    if (staged_of(work, "user", person)) return {};
    VIGIL_TRY(const auto found, work.view().get(work.entity("user"), person, Permit::house()));
    if (found) work.keep(*found);
    return {};
}

// Restoring a person only adds; so does making one.
Status check_administrators(UnitOfWork& work) {
    const Company& company = work.company();
    CataloguePtr changed;
    if (touches(work, "role") || touches(work, "overlay")) {
        VIGIL_TRY(changed, model_as_staged(work));
    }
    const Catalogue& catalogue = changed ? *changed : work.catalogue();
    Id remaining;
    bool had_one = false, loses_one = false;
    for (const auto& [id, person] : company.people) {
        const bool before = company.is_administrator(person);
        const Standing standing = after_all(work, person);
        const bool after = standing.active && administers(catalogue, standing.role);
        had_one |= before;
        loses_one |= before && !after;
        if (after && (!remaining || id < remaining)) remaining = id;
    }
    if (!had_one || !loses_one) return {};
    if (remaining) return hold(work, remaining);
    const bool comes = std::ranges::any_of(
        work.staged(), [&](const Staged& one) { return is_fresh_administrator(catalogue, one); });
    if (comes) return {};
    return fail(FaultKind::refused, "last_administrator");
}

Result<std::int64_t> people_with(UnitOfWork& work, std::string_view role) {
    const EntityDef& user = work.entity("user");
    Query query;
    query.entity = &user;
    query.where = field_equals(user, "role", std::string(role));
    query.limit = 100'000;
    VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
    std::int64_t count = 0;
    for (const auto& row : rows) {
        const Staged* staged = staged_of(work, "user", row.id());
        count += !staged || (!staged->after.removed() && staged->after.text("role") == role);
    }
    for (const auto& one : work.staged())
        count += one.after.entity->key == "user" && !one.before && one.after.text("role") == role;
    return count;
}

Status check_role(UnitOfWork& work, const Staged& one) {
    const Record& after = one.after;
    if (!one.before) return {};
    if ((*one.before)["like"] != after["like"]) return fail_field("like", "read_only");
    if (!after.removed() || one.before->removed()) return {};
    const auto key = after.text("key");
    if (!key.starts_with(own_role_prefix)) return fail(FaultKind::refused, "role_shipped");
    VIGIL_TRY(const auto count, people_with(work, key));
    if (count == 0) return {};
    return fail(FaultKind::refused, "role_in_use", {}, {{"count", std::to_string(count)}});
}

// Who is given a company's own role holds it: it cannot go in the same instant.
Status hold_role(UnitOfWork& work, const Staged& one) {
    const auto key = one.after.text("role");
    if (!key.starts_with(own_role_prefix)) return {};
    if (one.before && one.before->text("role") == key) return {};
    const Role* role = work.company().role(key);
    if (!role) return fail_field("role", "not_a_choice", {{"value", std::string(key)}});
    VIGIL_TRY(const auto found, work.view().get(work.entity("role"), role->id, Permit::house()));
    if (!found || found->removed())
        return fail_field("role", "not_a_choice", {{"value", std::string(key)}});
    if (!staged_of(work, "role", role->id)) work.keep(*found);
    return {};
}

}  // namespace

Status check_people(UnitOfWork& work) {
    if (!touches(work, "user") && !touches(work, "role") && !touches(work, "overlay"))
        return check_leaving(work);
    for (const auto& one : work.staged()) {
        if (one.after.entity->key == "role") VIGIL_DO(check_role(work, one));
        if (one.after.entity->key == "user") VIGIL_DO(hold_role(work, one));
    }
    VIGIL_DO(check_administrators(work));
    return check_leaving(work);
}

}  // namespace vigil
