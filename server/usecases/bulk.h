// One change or act on many records: one request, one transaction, one undo.
#pragma once

#include "usecases/act_on_record.h"
#include "usecases/in_chunks.h"

namespace vigil {

struct BulkRequest {
    std::vector<Id> ids;                // each once
    std::optional<std::string> filter;  // instead of ids; an empty one = all in his sight
    RecordInput change;                 // or:
    std::string act;                    // one of the entity, or one that is_bulk_act()
    ActInput input;
};

// What is done with any record and is no act of its entity: remove, restore.
bool is_bulk_act(std::string_view act);

inline constexpr int bulk_max = 10'000;  // records; more are refused with too_many_records

// Beyond this many records a request is better done in the background.
inline constexpr std::int64_t bulk_at_once = 500;
inline constexpr std::size_t bulk_ids_max = 100'000;

// How many records it is about. Faults: those of the filter; too_large too_many_records for too many ids.
Result<std::int64_t> count_chosen(Engine& engine, const Actor& actor, const EntityDef& entity,
                                  const BulkRequest& request);

// As the work of a job (in_background()). Records are those the filter answers when it begins.
Result<BulkReport> bulk_in_background(JobTask& task, const EntityDef& entity,
                                      const BulkRequest& request);

// What it would come to, a record at a time, writing nothing. Fault too_large too_many_records beyond bulk_max.
Result<BulkReport> rehearse_bulk(Engine& engine, const Actor& actor, const EntityDef& entity,
                                 const BulkRequest& request);

// All or none: a record that refuses refuses the whole, named in the fault's args (`record`). Its answer is
// {"changed": number}.
Result<Committed> bulk_change(Engine& engine, const Actor& actor, const EntityDef& entity,
                              const BulkRequest& request);

// The answer to a request with this key that was carried out before; nothing when it is new. Fault
// idempotency_key_reused (conflict) when the same key came with another request.
Result<std::optional<Committed>> find_idempotent(Engine& engine, const Actor& actor,
                                                 std::string_view key, std::string_view request);

}  // namespace vigil
