// Mails about exceptions that have waited long: no mail server was set up, or it was down. What is closed meanwhile
// is no news any more, and what is left must not come as a storm.
#pragma once

#include "out/outbox.h"

namespace vigil::out {

// What a reader may be sent, as the company has it.
struct MailBudget {
    int mails_a_day;     // single ones; the rest stands in a digest
    Span digest_every;   // so long a digest gathers at most
    int digest_entries;  // so much one holds
};

// A mail that waits longer than this beyond its time is old.
inline constexpr Span old_after = hours(1);

// Before what is due is sent: cancels what old mails tell of exceptions closed by now, and puts what the reader's
// budget of the day has no room for (of what surely has not arrived; reminders apart), old digests with it, into one
// digest of his, or as few as hold it.
// `time_zone`: of readers who have none of their own. Answers how many mails were cancelled.
Result<int> settle_old_mail(Outbox& outbox, const MailBudget& budget, std::string_view time_zone,
                            Moment now);

}  // namespace vigil::out
