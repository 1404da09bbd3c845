// Brings the mails of the outbox to the mail server: each once, save that a crash between the server's
// "accepted" and our commit may repeat that one, with the same Message-ID and marked possibly repeated.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/words.h"
#include "out/compose.h"
#include "out/old_mail.h"
#include "out/outbox.h"
#include "ports/clock.h"
#include "ports/mailer.h"
#include "ports/store.h"

namespace vigil::out {

struct CourierOptions {
    std::function<Letterhead()> letterhead;   // asked at each pass; thread-safe
    std::function<CataloguePtr()> catalogue;  // the current one; thread-safe
    std::function<MailBudget()> budget;       // asked at each pass
    // Longer than any try takes. What a crash left under way is sent again at the first pass of the process
    // that has the number of the dead one (Store::node), by others when its lease is over.
    Span lease = minutes(2);
    // Told of trouble, one line each; never a link of an account mail. May be empty.
    std::function<void(std::string_view)> log;
};

struct SendReport {
    int accepted = 0;
    int deferred = 0;   // will be tried again
    int failed = 0;     // for good
    int cancelled = 0;  // all that stood in it was taken back, is closed, or stands in a digest
    int repeated = 0;   // of these, found under way: possibly sent before
};

struct CourierHealth {
    std::int64_t failed = 0;   // refused for good in the last seven days
    std::int64_t waiting = 0;  // due, under way or put off after trouble
    Span oldest_age;           // of the waiting: since it was queued
    std::string trouble;       // why the oldest of those put off was; "" = none was
};

// Thread-safe; sends one mail at a time, so that a kill repeats at most one. The couriers of several processes
// share the work of one outbox; a process has one.
class Courier {
  public:
    Courier(Store& store, const Clock& clock, Mailer& mailer, const Words& words,
            CourierOptions options);

    // Sends all that is due now, each at most once per call, in order of time. A server that takes nothing
    // (three mails put off one after the other) is left alone for a minute. Faults: store_failed; what was sent is
    // remembered and written at the next call.
    Result<SendReport> send_due();

    // When send_due() has something to do next; in the past = at once. Nothing: the outbox is empty.
    Result<std::optional<Moment>> next_due();

    Result<CourierHealth> health();

    // send_due() ends after the mail it is at, and sends nothing more. For a graceful end.
    void stop() { stopped_ = true; }

  private:
    Status prepare(Outbox& outbox);
    Status send_one(Outbox& outbox, const Letterhead& head, const Record& due, SendReport& report);
    Result<Outcome> try_once(Outbox& outbox, const Letterhead& head, const Record& mail);
    Outcome hand_over(const Record& mail, const MailMessage& message);
    void note(const Record& mail, const Outcome& outcome, SendReport& report);

    Store& store_;
    const Clock& clock_;
    Mailer& mailer_;
    const Words& words_;
    const CourierOptions options_;
    std::atomic<bool> stopped_ = false;
    std::atomic<std::int64_t> quiet_until_us_ = 0;  // the server took nothing; 0 = it does

    std::mutex sending_;  // one pass at a time; guards what follows
    bool is_started_ = false;
    int put_off_in_a_row_ = 0;
    std::optional<Outcome> unwritten_;  // the store did not answer after the mail server had
};

}  // namespace vigil::out
