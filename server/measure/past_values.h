// What records were like at a moment, by what the journal says has been changed since.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "ports/store.h"

namespace vigil::measure {

class PastValues {
  public:
    // Whose records have an entry since; no order.
    std::vector<Id> ids() const;
    // The record as it was then; nothing when it was not made yet. One that is not among ids() is as it is.
    std::optional<Record> before(const Record& now) const;

    bool complete = true;  // false: there were more rows than `most`; the oldest were read

  private:
    friend Result<PastValues> past_values(ReadView& view, const Catalogue& catalogue,
                                          const EntityDef& entity, Moment since, int most);
    void take(const Record& row, const EntityDef& entity);
    struct Old {
        bool made_since = false;
        std::map<int, Value> values;  // by field: what stood there first
    };
    std::map<Id, Old> old_;
};

// Reads the journal of one entity's records from `since` on (as recorded), at most `most` rows of it.
Result<PastValues> past_values(ReadView& view, const Catalogue& catalogue, const EntityDef& entity,
                               Moment since, int most);

}  // namespace vigil::measure
