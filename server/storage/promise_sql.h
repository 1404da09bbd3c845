// Lists by promise: records joined with the watch whose promise is due, or broke, first.
#pragma once

#include "storage/query_sql.h"

namespace vigil::storage {

// How such a page is read.
struct PromiseWay {
    // SQLite is told to go along the promises by this index, and to find a record's own by that one. Empty = it may
    // choose, as PostgreSQL always may.
    std::string by_due, by_record;
    // Or it gathers the few records that are on this way and sorts them; null = it goes along the promises.
    const FewRows* few = nullptr;
};

// The way by the indexes of `watch` that are built (null = not known).
PromiseWay promise_way(const EntityDef& watch,
                       const std::set<std::string, std::less<>>* built_indexes);

// The page of records with a promise; at most query.limit. Fault `bad_cursor` (malformed).
Result<Sql> promised_sql(const Query& query, const Layout& layout, Sql filter,
                         const PromiseWay& way, Dialect dialect);

// " and …": the record of which no such promise lives.
Sql without_promise_sql(const Query& query);

// The same query for those without a promise, which come after the others. `after`: as query.after.
Query without_promise(const Query& query);

}  // namespace vigil::storage
