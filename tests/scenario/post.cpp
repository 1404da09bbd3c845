#include "tests/scenario/post.h"

#include "usecases/conditions.h"
#include "usecases/unit_of_work.h"

namespace vigil::tests {

namespace {

Result<std::vector<Record>> rows(UnitOfWork& work, const char* entity, ConditionPtr where) {
    Query query;
    query.entity = &work.entity(entity);
    query.where = std::move(where);
    query.limit = 10'000;
    return work.view().find(query, Permit::house());
}

Status accept(UnitOfWork& work, const Record& mail) {
    Record after = mail;
    after.set("state", std::string("accepted"));
    after.set("sent_at", work.now());
    after.set("next_at", Empty{});
    after.set("attempts", integer_of(mail["attempts"]) + 1);
    work.update(mail, after);
    VIGIL_TRY(const auto notices,
              rows(work, "notice", field_equals(work.entity("notice"), "outbox", mail.id().value)));
    for (const auto& notice : notices) {
        Record told = notice;
        told.set("state", std::string("accepted"));
        work.update(notice, told);
    }
    return {};
}

}  // namespace

Result<std::optional<Moment>> deliver_mails(Engine& engine) {
    std::optional<Moment> next;
    const Actor house = Actor::house("courier");
    VIGIL_DO(work(engine, house, engine.clock.now(), [&](UnitOfWork& unit) -> Status {
        next.reset();
        const auto queued = field_equals(unit.entity("outbox"), "state", std::string("queued"));
        VIGIL_TRY(const auto mails, rows(unit, "outbox", queued));
        for (const auto& mail : mails) {
            const Moment at = moment_of(mail["next_at"]);
            if (at <= unit.now())
                VIGIL_DO(accept(unit, mail));
            else if (!next || at < *next)
                next = at;
        }
        return {};
    }));
    return next;
}

}  // namespace vigil::tests
