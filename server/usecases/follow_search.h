// Keeps the search index up with the journal. Runs beside everything else and never in a write's
// way; what has been journaled can be found as soon as this has run.
#pragma once

#include <functional>

#include "ports/search.h"
#include "usecases/engine.h"

namespace vigil {

// Brings the index up to the journal's end and answers how many texts it has put in. Makes the
// whole index anew, in chunks, when it is new, was left half made, is of another model than now, or
// does not belong to this journal (a database brought back from a copy). Several nodes may run it
// over one index at once. Ends early, without loss, when `stopped` says so. What the index held
// meanwhile stays findable.
Result<int> index_journal(Engine& engine, SearchIndex& index,
                          const std::function<bool()>& stopped = {});

// How many journal rows the index does not know yet; all of them while it is made anew.
Result<std::int64_t> search_behind(Engine& engine, SearchIndex& index);

// From all tables; index_journal goes on from there.
Result<int> rebuild_search(Engine& engine, SearchIndex& index,
                           const std::function<bool()>& stopped = {});

}  // namespace vigil
