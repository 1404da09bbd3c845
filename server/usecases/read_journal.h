// The journal of everything: who did what to which record, as far as the caller may see the record.
#pragma once

#include <map>

#include "usecases/engine.h"

namespace vigil {

struct JournalAsk {
    std::string entity, act;         // keys; empty = all
    Id record, actor;                // none = all
    std::optional<Moment> from, to;  // of recording; from <= recorded < to
    int limit = 50;                  // 1 .. 200
    std::string after;               // JournalPage::next of the page before
};

struct JournalLine {
    Record row;
    std::string title;      // of the record as it is now, of what the caller may read
    std::string about;      // of an exception: the entity of the record it is about
    bool can_undo = false;  // undo_act would do it at this moment
    std::int64_t together =
        1;  // rows of its act, which are taken back together; not all may be in his sight
};

struct JournalPage {
    CompanyPtr company;  // whose model the rows are of
    std::vector<JournalLine> lines;
    std::string next;  // empty = no more
};

// Newest recorded first. A page may be short, even empty, and still have a next: one call looks at no more than
// some thousand rows, whoever may see few of them. Rows of the house's own tables only for whom their rights let.
// Faults: unknown_entity (malformed), cursor_malformed.
Result<JournalPage> read_journal(Engine& engine, const Actor& actor, const JournalAsk& ask);

// Who put these records, all of one entity, into the recycle bin; none where a rule or the house did.
Result<std::map<Id, Id>> removers_of(Engine& engine, const EntityDef& entity,
                                     const std::vector<Record>& records);

}  // namespace vigil
