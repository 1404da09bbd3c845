// A mail that says nothing but that mail arrives, and what became of a mail.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

inline constexpr int test_mails_an_hour = 20;  // of one administrator

// Counts one mail that is sent at once, with settings that are tried out. Faults: forbidden office_not_yours; throttled
// too_many_attempts.
Status count_test_mail(Engine& engine, const Actor& actor);

// To `address`, or where it is empty to himself; the answer is the mail's id. Faults: forbidden office_not_yours;
// fields_refused (to: bad_email); throttled too_many_attempts.
Result<Committed> queue_test_mail(Engine& engine, const Actor& actor, const std::string& address);

// Any row of the outbox, for administrators. Faults: forbidden office_not_yours; not_found.
Result<Record> find_mail(Engine& engine, const Actor& actor, Id mail);

}  // namespace vigil
