// One change or act on many records: one request, one transaction, one undo.
#pragma once

#include "usecases/act_on_record.h"

namespace vigil {

struct BulkRequest {
    std::vector<Id> ids;
    std::optional<std::string> filter;  // instead of ids; an empty one = all in his sight
    RecordInput change;                 // or:
    std::string act;
    ActInput input;
};

struct BulkDone {
    Committed committed;
    int changed = 0;
};

inline constexpr int bulk_max = 10'000;  // records; more are refused with too_many_records

// All or none: a record that refuses refuses the whole, named in the fault's args (`record`).
Result<BulkDone> bulk_change(Engine& engine, const Actor& actor, const EntityDef& entity,
                             const BulkRequest& request);

// The answer to a request with this key that was carried out before; nothing when it is new. Fault
// idempotency_key_reused (conflict) when the same key came with another request.
Result<std::optional<Committed>> find_idempotent(Engine& engine, const Actor& actor,
                                                 std::string_view key, std::string_view request);

}  // namespace vigil
