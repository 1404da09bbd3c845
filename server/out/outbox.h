// The rows of the outbox and their notices, as the courier reads and changes them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "out/compose.h"
#include "ports/store.h"

namespace vigil::out {

// How one try ended.
struct Outcome {
    Id mail;
    std::int64_t attempts = 0;  // of the claim that this is the end of
    std::string state;          // accepted, failed, cancelled, or queued: to be tried again
    std::string server, answer;
    std::optional<Moment> sent_at;
    std::optional<Moment> failed_at;
    std::optional<Moment> next_at;  // of queued
    bool perhaps_taken = false;     // handed over whole, never answered
    bool is_over() const { return state != "queued"; }
};

struct OutboxHealth {
    std::int64_t failed = 0;  // since the moment asked for
    std::int64_t waiting =
        0;  // due, under way or put off after trouble; not those that still gather
    std::optional<Moment> oldest;  // when the oldest of the waiting was queued
    std::string trouble;           // why the oldest of those put off was; "" = none was
};

// Of one catalogue, which it keeps alive. Thread-safe.
class Outbox {
  public:
    Outbox(Store& store, CataloguePtr catalogue);

    // Queued rows whose time has come and claimed ones whose lease is over, by next_at and id, after the key of
    // the last one seen (key_of; empty = from the start).
    Result<std::vector<Record>> due(Moment now, std::vector<Value> after, int limit);
    static std::vector<Value> key_of(const Record& mail);
    // The earliest next_at of all that is not over.
    Result<std::optional<Moment>> next_at();
    Result<std::vector<Record>> notices_of(Id mail);
    // IANA name; empty when the person is gone or has none.
    Result<std::string> zone_of(Id user);

    // Which part of its round a digest is; of other mails the only one.
    Result<DigestPart> part_of(const Record& mail);
    Result<OutboxHealth> health(Moment now, Moment failed_since);

    // Queued rows of that kind that were queued before `before`, in that order; also those put off.
    Result<std::vector<Record>> old(std::string kind, Moment before);
    // Those of the exceptions that are closed by now.
    Result<std::set<Id>> closed_of(const std::vector<Record>& notices);
    // Single mails that the reader was sent since then.
    Result<std::int64_t> sent_since(Id user, Moment since);
    // Takes these notices, still queued, out of the queued mail: their exceptions are closed. The mail goes with
    // them when nothing is left in it (`whole`). Nothing happens where somebody else was at it.
    Status drop(const Record& mail, const std::vector<Record>& notices, bool whole);
    // Makes `host`, a mail that has surely not arrived, the digest of its notices and those of `others`, whose mails
    // are cancelled. Nothing happens where somebody else was at one of them.
    Status gather(const Record& host, const std::vector<Record>& others);

    // Makes the row ours until `lease_end`, one try more, and answers it as it then is. Nothing when somebody
    // else was faster. A row that was under way already may have been sent: it is marked possibly repeated.
    Result<std::optional<Record>> claim(const Record& mail, std::string message_id,
                                        Moment lease_end);
    // Writes the end of a try to the row and its notices, unless another claim has taken the row over since.
    // Links in account mails are secrets: they go with the mail.
    Status settle(const Outcome& outcome);
    // Rows left under way by a process that is gone and had our number are due at once. For the start.
    Status end_leases(Moment now);
    // The same with those whose number nobody holds, at any time.
    Status end_orphaned_leases(Moment now);

  private:
    Status end_lease(const Record& mail, Moment now);
    static Write cancelled(const Record& mail, std::string answer);
    // That somebody else was first is no fault: who looks next finds it as it is.
    Status apply(const ChangeSet& changes);
    Result<bool> try_settle(const Outcome& outcome);
    Result<std::vector<Record>> find(const EntityDef& entity, ConditionPtr where,
                                     std::vector<Order> order, std::vector<Value> after, int limit);

    Store& store_;
    CataloguePtr catalogue_;
    const EntityDef& mail_;
    const EntityDef& notice_;
};

}  // namespace vigil::out
