#include "watch/health.h"

#include <nlohmann/json.hpp>

#include "usecases/conditions.h"
#include "usecases/queue_mail.h"
#include "usecases/unit_of_work.h"

namespace vigil::watch {

namespace {

constexpr Span a_day = days(1);

Result<std::int64_t> failed_mails(UnitOfWork& work) {
    const EntityDef& outbox = work.entity("outbox");
    Query query;
    query.entity = &outbox;
    query.where = both(field_equals(outbox, "state", std::string("failed")),
                       both(compare(outbox, "queued_at", Condition::Op::ge, work.now() - a_day),
                            compare(outbox, "kind", Condition::Op::ne, std::string("health"))));
    return work.view().count(query, Permit::house());
}

Result<bool> told_lately(UnitOfWork& work, Id user) {
    const EntityDef& outbox = work.entity("outbox");
    Query query;
    query.entity = &outbox;
    query.where = both(field_equals(outbox, "user", user.value),
                       both(field_equals(outbox, "kind", std::string("health")),
                            compare(outbox, "queued_at", Condition::Op::gt, work.now() - a_day)));
    VIGIL_TRY(const auto n, work.view().count(query, Permit::house()));
    return n > 0;
}

void tell(UnitOfWork& work, const Person& person, const Trouble& trouble) {
    Record row = blank_mail(work, "health", {person.id, person.email}, work.now());
    row.set("data", nlohmann::json{{"language", person.locale.empty() ? "en" : person.locale},
                                   {"reader", person.name},
                                   {"lag_minutes", std::to_string(trouble.lag.us / minutes(1).us)},
                                   {"failed_mails", std::to_string(trouble.failed_mails)}}
                        .dump());
    work.insert(row);
}

}  // namespace

Status tell_health(Engine& engine, Span lag) {
    const Actor house = Actor::house();
    UnitOfWork work(engine, house, engine.clock.now());
    Trouble trouble;
    if (lag > minutes(work.company().settings.watch_lag_minutes)) trouble.lag = lag;
    VIGIL_TRY(trouble.failed_mails, failed_mails(work));
    if (trouble.lag == Span{} && trouble.failed_mails == 0) return {};
    for (const auto& [id, person] : work.company().people) {
        if (!work.company().is_administrator(person)) continue;
        VIGIL_TRY(const bool told, told_lately(work, id));
        if (!told) tell(work, person, trouble);
    }
    const auto done = work.commit();
    return done ? Status() : pass_on(done.error());
}

}  // namespace vigil::watch
