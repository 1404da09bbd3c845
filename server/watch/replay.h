// The past lived through again: journal rows go through the same units of work, the same watch and the
// same clock as when they were written, over a store in memory; nobody is told and nothing follows.
#pragma once

#include <set>

#include "usecases/engine.h"
#include "watch/past_store.h"

namespace vigil::watch {

// What stands still until it is put forward.
class PastClock final : public Clock {
  public:
    Moment now() const override { return now_; }
    void put_forward(Moment to) { now_ = std::max(now_, to); }

  private:
    Moment now_{0};
};

class PastIds final : public Ids {
  public:
    Id next() override { return {++last_}; }

  private:
    std::int64_t last_ = 0;
};

class Replay {
  public:
    enum class People {
        as_they_were,  // people, teams and calendars from their journal rows
        as_now,        // the company as it is; only records are lived through
    };
    // Of one guideline, taken as switched on all the time. Begins empty.
    static Result<std::unique_ptr<Replay>> make(Engine& live, const rules::GuidelinePtr& guideline,
                                                People people);

    // Entities whose journal rows matter.
    bool wants(std::string_view entity) const { return wanted_.contains(entity); }
    // One row, in the order of the journal; those not wanted are passed over.
    Status take(const Record& journal_row);
    // The clock goes on to `until`.
    Status finish(Moment until);

    PastStore& store() { return store_; }
    const PastStore& store() const { return store_; }
    CompanyPtr company() const { return book_.current(); }

  private:
    Replay(Engine& live, const rules::GuidelinePtr& guideline, People people);

    Result<CompanyPtr> load();
    Status seed();
    Status live_through(std::vector<Record> group);
    Status stage(UnitOfWork& work, const Record& row);
    bool keeps(const EntityDef& entity, const FieldDef& field) const;
    Result<bool> only_people(const std::vector<Record>& group);
    Status pass(Moment until);
    Status fresh_company();
    Status accepted(UnitOfWork& work, const Record& row);

    Engine& live_;
    CompanyPtr now_;  // the company as it is; keeps the catalogue
    rules::GuidelinePtr guideline_;
    People people_;
    std::set<std::string, std::less<>> wanted_;
    std::set<std::string, std::less<>> read_;  // "lead.company": what the guideline asks for
    PastStore store_;
    PastClock clock_;
    PastIds ids_;
    CompanyBook book_;
    Engine engine_;
    bool stale_ = false;  // people were put in since the company was read
    std::vector<Record> group_;
    // The acts of the true journal as those of the past one, where it is kept: what an undo takes back.
    std::unordered_map<Id, Id> acts_;
    // Exceptions that were really raised by this guideline: which promise each was about.
    struct Promise {
        Id record;
        Moment started;
    };
    std::map<Id, Promise> raised_;
};

}  // namespace vigil::watch
