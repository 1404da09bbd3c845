// The pulse of records in a list: when each was last touched, what comes next, and which promise runs about it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "usecases/engine.h"

namespace vigil {

struct Pulse {
    // The newest activity about it that was held.
    std::optional<Record> last_touch;
    // What is planned: the activity that is due first or, where there is none, the playbook's step.
    std::optional<Record> next_step;
    // The promise that breaks, or broke, first; of guidelines that are on.
    struct Promise {
        rules::GuidelinePtr guideline;  // in the version the promise was made by
        std::string state;  // running, warned (to whom the exception shows itself), broken
        Moment due_at;
    };
    std::optional<Promise> promise;
    // The last movement, as the promise that it keeps moving counts it; none where no such promise runs.
    std::optional<Moment> rests_since;
};

// One for each of `rows`, which are of one entity and which the actor sees; activities and steps as far as he may see
// them. Costs two questions to the store for each row and one for all: for pages of a list, not for whole ones.
Result<std::map<Id, Pulse>> read_pulse(Engine& engine, const Actor& actor,
                                       const std::vector<Record>& rows);

}  // namespace vigil
