// What has happened to a record: its journal, and that of the activities and steps about it; of an opportunity also
// that of the activities about the lead it began with.
#pragma once

#include "usecases/engine.h"

namespace vigil {

struct Timeline {
    std::vector<Record> rows;  // of the journal, newest first
    bool has_more = false;
};

// At most `limit` rows, those before the row `before` if there is one. Rows of activities and steps only as
// far as the caller may see them; of a record with very many, the thousand newest before `before` count.
// Whether he may see the record itself is the caller's to ask first.
Result<Timeline> read_timeline(Engine& engine, const Actor& actor, const EntityDef& entity,
                               Id record, int limit, std::optional<Id> before = {});

}  // namespace vigil
