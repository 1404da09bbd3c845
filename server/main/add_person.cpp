#include "base/email.h"
#include "base/secrets.h"
#include "main/house.h"
#include "usecases/check_record.h"
#include "usecases/sign_in.h"

namespace vigil {

Status add_person(Engine& engine, const NewPerson& person) {
    if (!person.password.empty()) VIGIL_DO(check_new_password("password", person.password));
    const Actor house = Actor::house("hand");
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        Record user = unit.blank(unit.entity("user"));
        user.set("email", person.email);
        user.set("name", person.name);
        user.set("role", person.role);
        user.set("active", true);
        if (!user.entity->field("role")->choice(person.role))
            return fail_field("role", "not_a_choice", {{"value", person.role}});
        if (!valid_email(person.email)) return fail_field("email", "bad_email");
        for (const auto& [id, team] : unit.company().teams)
            if (!person.team.empty() && team.name == person.team) user.set("team", id);
        if (!person.team.empty() && is_empty(user["team"]))
            return fail_field("team", "no_such_record");
        if (!person.password.empty()) user.set("password_hash", hash_password(person.password));
        VIGIL_DO(check_record(unit, std::nullopt, user));
        unit.create(std::move(user));
        return {};
    }));
    return {};
}

}  // namespace vigil
