#include "usecases/queue_mail.h"

namespace vigil {

Record blank_mail(UnitOfWork& work, std::string kind, MailTo to, Moment next_at) {
    Record row(work.entity("outbox"));
    row.values[field_id] = work.new_id();
    row.set("kind", std::move(kind));
    row.set("user", to.user.value);
    row.set("address", std::move(to.address));
    row.set("state", std::string("queued"));
    row.set("queued_at", work.now());
    row.set("next_at", next_at);
    row.set("attempts", std::int64_t(0));
    return row;
}

}  // namespace vigil
