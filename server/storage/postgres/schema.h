// Shaping and checking of a PostgreSQL database, in its current schema.
#pragma once

#include "storage/postgres/connection.h"
#include "storage/schema_plan.h"

namespace vigil::storage {

// Two nodes may call them at once: one waits. Each has a lock of its own, so that nobody who wants a
// column waits for an index on another table.
Status shape_columns(PgConnection& connection, const Catalogue& catalogue);
Status build_indexes(PgConnection& connection, const Catalogue& catalogue);
Result<Soundness> check(PgConnection& connection, const Catalogue& catalogue);

// What is added to a transaction's own seq. Above 0 only in a database that was restored into a younger
// server, whose transactions count from lower numbers than the journal already has. Set by shape().
Result<std::int64_t> journal_base(PgConnection& connection);

}  // namespace vigil::storage
