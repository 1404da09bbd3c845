// The postman of scenarios: takes what is due out of the outbox and says that a server accepted it.
#pragma once

#include "usecases/engine.h"

namespace vigil::tests {

// Answers when the next mail is due, if one waits.
Result<std::optional<Moment>> deliver_mails(Engine& engine);

}  // namespace vigil::tests
