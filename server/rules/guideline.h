// A guideline, read and checked: on an entity, when `start` becomes true, `expect` must become true
// within a duration, unless it no longer applies; else tell whom, then do what (architecture.md 5).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.h"
#include "model/condition.h"

namespace vigil::rules {

// What the rule does by itself once the promise is broken.
struct Consequence {
    enum class Do { reassign, return_to_marketing, set, escalate };
    Do what = Do::escalate;
    std::optional<Duration> after;  // after the breach; none = at once
    std::string to;                 // reassign: "rotation", "manager", "pool" (nobody)
    int at_most = 0;                // reassign: bounces before it goes to the manager; 0 = no limit
    int field = -1;                 // set
    Value value;                    // set
};
std::string_view to_string(Consequence::Do what);

struct Guideline {
    enum class State { off, shadow, on };

    Id id;
    int version = 1;
    std::string key;
    const EntityDef* entity = nullptr;
    Labels sentence;  // may hold {within}
    Labels
        broken;  // the same as a fault in a few words, for subjects; may hold {within}; may be empty
    Labels goal;
    ConditionPtr start, expect;
    ConditionPtr unless;  // may be null
    std::string expect_text;
    int from = -1;  // moment field the clock counts from; -1 = when start turned true
    Duration within;
    double warn = 0.75;  // share of the time after which the owner is warned; 1 = no warning
    bool tell_owner = true;
    bool tell_manager = true;
    std::vector<Consequence> then;
    bool renew = false;        // met, it starts again at once
    std::vector<int> restart;  // fields whose change starts it anew
    State state = State::shadow;
    bool shipped = false;
};
using GuidelinePtr = std::shared_ptr<const Guideline>;

// Reads a definition: the JSON of api.md's `guideline` shape (or of a shipped x.guideline.json, whose
// key stands under "guideline"). "{questions}" in a condition stands for "every qualifying question is
// answered". Faults: `guideline_invalid` with the field at fault and the reason, condition faults.
Result<Guideline> read_guideline(std::string_view definition, const Catalogue& catalogue);

// The sentence in a language, its {within} filled in. One that was kept without words says its condition: what is
// expected is told in any case.
std::string sentence_of(const Guideline& guideline, std::string_view language);
// "not touched within 1 day"; empty when the guideline has no such words.
std::string broken_of(const Guideline& guideline, std::string_view language);

// Entities other than its own whose records its conditions count: a write to one of them may change it.
std::vector<const EntityDef*> counted_by(const Guideline& guideline);

}  // namespace vigil::rules
