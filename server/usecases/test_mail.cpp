#include "usecases/test_mail.h"

#include <nlohmann/json.hpp>

#include "base/email.h"
#include "usecases/check_administers.h"
#include "usecases/queue_mail.h"
#include "usecases/throttle.h"

namespace vigil {

Status count_test_mail(Engine& engine, const Actor& actor) {
    VIGIL_DO(check_administers(engine, actor));
    Throttle throttle(engine, {{"test_mail:" + to_string(actor.user), test_mails_an_hour}},
                      hours(1));
    return throttle.enter();
}

Result<Committed> queue_test_mail(Engine& engine, const Actor& actor, const std::string& address) {
    VIGIL_DO(check_administers(engine, actor));
    if (!address.empty() && !valid_email(address)) return fail_field("to", "bad_email");
    VIGIL_DO(count_test_mail(engine, actor));
    return work(engine, actor, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        const Person* person = unit.company().person(actor.user);
        const std::string own = person ? person->email : std::string();
        const std::string to = address.empty() ? own : address;
        if (to.empty()) return fail_field("to", "required");
        Record mail = blank_mail(unit, "test", {actor.user, to}, unit.now());
        // Somebody else's name is not ours to guess.
        const bool himself = person && to == own;
        mail.set("data", nlohmann::json{{"language", actor.language},
                                        {"reader", himself ? person->name : std::string()}}
                             .dump());
        unit.answers(to_string(mail.id()));
        unit.insert(mail);
        return {};
    });
}

Result<Record> find_mail(Engine& engine, const Actor& actor, Id id) {
    VIGIL_DO(check_administers(engine, actor));
    const auto company = engine.company.current();
    VIGIL_TRY(auto mail,
              engine.store.read()->get(company->catalogue->need("outbox"), id, Permit::house()));
    if (!mail) return fail(FaultKind::not_found, "not_found");
    return *std::move(mail);
}

}  // namespace vigil
