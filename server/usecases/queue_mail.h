// A row of the outbox as everybody begins it: due, not tried yet. What the mail says is its caller's.
#pragma once

#include <string>

#include "usecases/unit_of_work.h"

namespace vigil {

struct MailTo {
    Id user;
    std::string address;
};
// Not inserted yet. `kind` as the outbox declares it; the courier takes it up at `next_at`.
Record blank_mail(UnitOfWork& work, std::string kind, MailTo to, Moment next_at);

}  // namespace vigil
