// Shaping and checking of a SQLite file.
#pragma once

#include "storage/schema_plan.h"
#include "storage/sqlite/connection.h"

namespace vigil::storage {

Result<ActualSchema> read_schema(SqliteConnection& connection);
// Inside a transaction of the caller's.
Status shape(SqliteConnection& connection, const Catalogue& catalogue);
Result<std::vector<std::string>> check(SqliteConnection& connection, const Catalogue& catalogue);

}  // namespace vigil::storage
