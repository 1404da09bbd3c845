// Dry run: an act is done as ever, up to the store, which carries it out and takes it back. So it is refused where the
// act would be, with the same fault, and what it would write is known to the last row; nothing stays.
#pragma once

#include "rules/watch_step.h"
#include "usecases/create_record.h"

namespace vigil {

// What one unit of work would have written; filled by its commit() when its actor carries one.
struct Rehearsal {
    // A promise of a record that would have turned.
    struct Turn {
        Id guideline, record;
        int version = 1;
        bool was_live = false;
        rules::Watch::State state = rules::Watch::State::running;  // afterwards
    };
    CompanyPtr company;
    std::deque<Staged> staged;
    std::map<Id, Turn> turns;  // by watch

    // `before`: null for a new one.
    void note_watch(const Record* before, const Record& after);
};

// The same for whoever asked, within what he may see.
struct Preview {
    struct Other {  // a record besides the one it is about
        Record record;
        std::vector<Record> duplicates;  // of one that would be made
    };
    struct Promise {
        rules::GuidelinePtr guideline;
        Id record;
    };
    CompanyPtr company;  // whose model the records are of
    // The one it is about, as it would be; none = out of his sight then.
    std::optional<Record> record;
    std::vector<Other> created, changed;
    std::vector<Promise> starts, met, ended;  // of guidelines that are on
    std::vector<Record> duplicates;           // whom the record would resemble
    // Such records that he may not see, and its company's account: so that nobody enters a colleague's customer
    // unknowingly.
    std::vector<KnownTo> known_to;
    std::string answer;  // what the act tells beside the record; empty = nothing
};

using Deed = std::function<Result<Committed>(const Actor&)>;

// Does `deed` on trial. `entity`, `about`: of which record it is; no id = the first it makes, null = of none in
// particular. Faults: those of the deed.
Result<Preview> rehearse(Engine& engine, const Actor& actor, const EntityDef* entity, Id about,
                         const Deed& deed);

// An actor for deeds on trial; he remembers no request.
Actor on_trial(const Actor& actor);

}  // namespace vigil
