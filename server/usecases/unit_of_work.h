// One act's reading, deciding and writing: records change, their journal rows and their watches with
// them, in one transaction. Nothing is written before commit().
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "usecases/engine.h"
#include "usecases/facts.h"

namespace vigil {

struct Committed {
    Id journal;          // the act's first journal row: what undo takes; none when nothing changed
    Id record;           // the record the act was about, if it made one
    std::string answer;  // what is remembered of it with an Idempotency-Key
};

class UnitOfWork {
  public:
    // `at`: when it happened; recording it is now.
    UnitOfWork(Engine& engine, const Actor& actor, Moment at);

    Engine& engine() { return engine_; }
    const Company& company() const { return *company_; }
    const Catalogue& catalogue() const { return *company_->catalogue; }
    const EntityDef& entity(std::string_view key) const { return catalogue().need(key); }
    const Actor& actor() const { return actor_; }
    ReadView& view();
    Moment at() const { return at_; }
    Moment now() const { return now_; }
    Id new_id() { return engine_.ids.next(); }
    std::deque<Staged>& staged() { return staged_; }

    // A record he may see: as staged, else as stored. Fault not_found.
    Result<Record> need(const EntityDef& entity, Id id);

    // An empty record with id and base fields set.
    Record blank(const EntityDef& entity);

    // Staging. Derived fields are filled, required fields, links and rights checked by the callers
    // (create_record, update_record); what acts stage is trusted.
    Record& create(Record record, std::string act = "create");
    void change(const Record& before, Record after, std::string act);
    // Rows of system entities, unjournaled.
    void insert(const Record& row);
    void update(const Record& before, const Record& after);
    // A field of a record that is no part of what people edit: unjournaled, and its version stays.
    void note(const Record& record, std::string_view field, Value value);
    void erase(const Record& row);
    // Two that act at once each see what was before both. What a decision stands on and does not write is held by
    // one of these; who comes second begins again and sees what the first has done (docs/decisions/at_once.md).
    //
    // Must not have changed meanwhile.
    void keep(const Record& read);
    // Must still be there, not removed: what is staged links to it.
    void leans_on(const EntityDef& entity, Id id);
    // Nobody may link meanwhile to what goes.
    void stand_alone(Unlinked goes);

    // Sets what journal rows say beside the change.
    void is_undo_of(Id journal) { undo_of_ = journal; }
    void belongs_to(Id job) { job_ = job; }
    // What the same request is told when it comes again; else the id of the record it was about.
    void answers(std::string text) { answer_ = std::move(text); }
    bool is_undo() const { return bool(undo_of_); }
    Id undo_of() const { return undo_of_; }  // the group of the act it takes back; none = no undo
    // The id commit() will answer; outbox rows caused by this act name it.
    Id act_id();

    // Fault changed_meanwhile when another was first: begin again with a new unit. That holds for the company too:
    // what is written was judged by the company as it is, its rules, people and calendars; where it has changed since
    // this unit began, on this node or another, the book has the new one when this answers. Of an actor on trial it
    // writes nothing and fills his rehearsal.
    Result<Committed> commit();
    // Something of the company itself is written.
    bool changes_company() const { return model_touched_; }

  private:
    Status apply();
    void write_record(const Staged& one);
    void leave_out_written();
    void write_journal(Staged& one);
    Status remember_request(const std::string& answer);
    void write_guideline_version(const Staged& one);

    Engine& engine_;
    const Actor& actor_;
    CompanyPtr company_;
    Moment at_, now_;
    std::unique_ptr<ReadView> view_;
    std::deque<Staged> staged_;
    ChangeSet changes_;
    Id act_id_, undo_of_, job_;
    std::string answer_;
    bool journaled_ = false, model_touched_ = false, outbox_touched_ = false;
};

// Runs `decide` in a unit of work and commits, again when another was first (at most five times). What is refused is
// refused by the company as it is: where that has changed meanwhile, it is decided again.
Result<Committed> work(Engine& engine, const Actor& actor, Moment at,
                       const std::function<Status(UnitOfWork&)>& decide);

// The same by the house itself, now; the journal names the channel.
Status work_in_house(Engine& engine, const char* channel,
                     const std::function<Status(UnitOfWork&)>& decide);

// The answer of an act on many: {"changed": count}.
std::string changed_text(std::size_t count);

// What changed between two states of a record, as the journal keeps it: {"field": [old, new]}.
std::string changes_text(const Record* before, const Record& after);

}  // namespace vigil
