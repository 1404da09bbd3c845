// The facts of a record alone: nothing is linked, counted or remembered. For conditions that may speak of
// nothing else, as those inside a count.
#pragma once

#include "rules/evaluate.h"

namespace vigil::rules {

// The record outlives it.
class OwnFacts final : public Facts {
  public:
    explicit OwnFacts(const Record& record) : record_(record) {}
    const Record& record() override { return record_; }
    Result<const Record*> linked(int) override { return nullptr; }
    Result<const std::vector<Record>*> children(const EntityDef&, int) override {
        static const std::vector<Record> none;
        return &none;
    }
    Result<std::optional<Moment>> changed_at(int) override { return std::optional<Moment>(); }

  private:
    const Record& record_;
};

}  // namespace vigil::rules
