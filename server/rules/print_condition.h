// A condition as its one canonical text, and what it speaks of.
#pragma once

#include <string>
#include <vector>

#include "model/condition.h"

namespace vigil::rules {

// Parsing it again gives an equal tree. A count names its link unless the link is named like the entity.
std::string print_condition(const Condition& condition);

// Whether two trees say the same in the same words; `a and b` is not `b and a`.
bool same_condition(const Condition& a, const Condition& b);

// One field a condition reads: of the record, of a record it links to, or of a child it counts.
struct FieldRead {
    const EntityDef* entity = nullptr;
    int field = -1;
    auto operator<=>(const FieldRead&) const = default;
};
// Everything the answer hangs on, each once: the links followed and the children's links too. Who may
// not see one of them may not filter by it.
std::vector<FieldRead> fields_of_all(const Condition& condition);

// The record's own fields among them, rising; those of `changed` too.
std::vector<int> fields_read(const Condition& condition);

// Entities whose records it counts, each once: a write to one of these may change the answer.
std::vector<const EntityDef*> children_read(const Condition& condition);
bool reads_children(const Condition& condition);
// Entities it reads one link up, each once.
std::vector<const EntityDef*> linked_read(const Condition& condition);
// True when the answer may change without any write: it speaks of now or today.
bool reads_clock(const Condition& condition);
// True when it speaks of the record's own fields alone: what the browser can answer.
bool is_local(const Condition& condition);

}  // namespace vigil::rules
