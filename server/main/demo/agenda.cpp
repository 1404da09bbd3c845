#include "main/demo/agenda.h"

#include "usecases/conditions.h"
#include "usecases/unit_of_work.h"
#include "watch/tick.h"

namespace vigil::demo {

namespace {

constexpr int page_max = 1'000;

Status mark_notices(UnitOfWork& work, const Record& mail) {
    const EntityDef& notice = work.entity("notice");
    Query query;
    query.entity = &notice;
    query.where = field_equals(notice, "outbox", mail.id().value);
    query.limit = page_max;
    VIGIL_TRY(const auto rows, work.view().find(query, Permit::house()));
    for (const auto& row : rows) {
        Record after = row;
        after.set("state", std::string("accepted"));
        work.update(row, after);
    }
    return {};
}

Status mark_accepted(Engine& engine, const Record& mail) {
    VIGIL_DO(
        work(engine, Actor::house("demo"), engine.clock.now(), [&](UnitOfWork& unit) -> Status {
            Record after = mail;
            after.set("state", std::string("accepted"));
            after.set("next_at", Empty{});
            after.set("sent_at", unit.now());
            after.set("attempts", std::int64_t(1));
            after.set("server", std::string("demo"));
            unit.update(mail, after);
            return mark_notices(unit, mail);
        }));
    return {};
}

// In the place of the courier: nothing leaves the house.
Result<std::optional<Moment>> send_nothing(Engine& engine) {
    const auto company = engine.company.current();
    const EntityDef& outbox = company->catalogue->need("outbox");
    Query query;
    query.entity = &outbox;
    query.where = compare(outbox, "next_at", Condition::Op::le, Moment{INT64_MAX});
    query.order = {{outbox.index_of("next_at"), false}};
    while (true) {
        VIGIL_TRY(const auto rows, engine.store.read()->find(query, Permit::house()));
        for (const auto& row : rows) {
            const Moment at = moment_of(row["next_at"]);
            if (at > engine.clock.now()) return std::optional(at);
            VIGIL_DO(mark_accepted(engine, row));
        }
        if (rows.empty()) return std::optional<Moment>();
    }
}

// House::put_forward also writes down where its clock stands; once at the end is enough for us.
Status pass_time(House& house, Moment to) {
    while (true) {
        VIGIL_DO(watch::tick(house.engine()));
        VIGIL_TRY(const auto next_mail, send_nothing(house.engine()));
        VIGIL_TRY(auto next, watch::next_due(house.engine()));
        if (next_mail && (!next || *next_mail < *next)) next = next_mail;
        if (!next || *next > to) break;
        house.test_clock()->put_forward(*next);
    }
    house.test_clock()->put_forward(to);
    return {};
}

}  // namespace

Status Agenda::live(House& house, Moment until) {
    while (!waiting_.empty() && waiting_.top().at < until) {
        const Entry next = waiting_.top();
        waiting_.pop();
        if (next.at > house.engine().clock.now()) VIGIL_DO(pass_time(house, next.at));
        VIGIL_DO(next.deed());
    }
    return house.put_forward(until, [&] { return send_nothing(house.engine()); });
}

}  // namespace vigil::demo
