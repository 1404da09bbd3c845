// Puts a notice of an exception into the outbox: one mail within the reader's daily budget, beyond it a
// line of his digest (X9, X10). A digest holds what the company's settings say; more go into further mails of
// the same round.
#pragma once

#include <map>

#include "usecases/unit_of_work.h"

namespace vigil::watch {

enum class Rung {
    warned,
    broken,
    escalated,
    reminded,
    given,     // a record has come to this reader by rule
    pooled,    // a record has gone into the pool by rule
    accepted,  // the owner has accepted his own breach: his manager hears it
};
std::string_view to_string(Rung rung);

// What a mail about an exception needs, in the reader's language; kept as JSON in the notice.
struct NoticeFacts {
    std::string sentence, broken, goal, title, context, see, owner, amount, consequence, clock;
    std::string stake{};  // the amount as a plain number: a digest tells the larger first
    std::string place{};  // of the record: "opportunities/42"
    Moment due_at;
    Id exception;
    bool historic = false;  // was there before the rule was: an import, a guideline switched on
};
std::string place_of(const EntityDef& entity, Id record);
std::string to_json(const NoticeFacts& facts, std::string_view language, std::string_view reader);

// One unit of work's telling. Reads budgets once and remembers what it adds itself.
class Teller {
  public:
    explicit Teller(UnitOfWork& work) : work_(work) {}

    // `at_once`: send now; else after the 10 s in which a person may take his act back. `bundle`: into
    // the digest whatever the budget says (catching up, historic data).
    Status tell(const Person& reader, Rung rung, const NoticeFacts& facts, bool at_once,
                bool bundle);

  private:
    struct Budget {
        int sent = 0;                  // single mails today
        std::optional<Record> digest;  // the one that still gathers
        std::int64_t entries = 0;      // in it
    };
    Result<Budget*> budget_of(const Person& reader);
    Result<Id> digest_of(Budget& budget, const Person& reader);

    UnitOfWork& work_;
    std::map<Id, Budget> budgets_;
};

}  // namespace vigil::watch
