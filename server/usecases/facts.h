// The facts conditions ask for, read from the store's snapshot with a unit of work's own changes laid
// over it: so that a rule sees the world as it will be, before anything is written.
#pragma once

#include <deque>
#include <map>

#include "ports/store.h"
#include "rules/evaluate.h"

namespace vigil {

// One record's change within a unit of work. `before` without entity = new; `after` without = gone.
struct Staged {
    std::optional<Record> before;
    Record after;
    std::string act;
    Moment at;   // when it happened
    Id journal;  // its journal row, given at commit
};

class StagedFacts : public rules::Facts {
  public:
    // `staged` null = the world before. `undoes`: the group of acts that what is staged takes back, if any;
    // what was taken back has changed nothing, and neither has taking back. Keeps references; lives no longer
    // than the unit of work.
    StagedFacts(const Record& record, ReadView& view, const std::deque<Staged>* staged,
                const Catalogue& catalogue, Id undoes = {})
        : record_(record), view_(view), staged_(staged), catalogue_(catalogue), undoes_(undoes) {}

    const Record& record() override { return record_; }
    Result<const Record*> linked(int link_field) override;
    Result<const std::vector<Record>*> children(const EntityDef& child, int child_link) override;
    Result<std::optional<Moment>> changed_at(int field) override;

  private:
    bool is_new() const;
    Status load_changes();

    const Record& record_;
    ReadView& view_;
    const std::deque<Staged>* staged_;
    const Catalogue& catalogue_;
    Id undoes_;
    std::map<int, std::optional<Record>> linked_;
    std::map<std::pair<const EntityDef*, int>, std::vector<Record>> children_;
    std::optional<std::map<std::string, Moment, std::less<>>> changed_;  // by field key
};

}  // namespace vigil
