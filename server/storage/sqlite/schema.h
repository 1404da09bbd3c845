// Shaping and checking of a SQLite file.
#pragma once

#include "storage/schema_plan.h"
#include "storage/sqlite/connection.h"

namespace vigil::storage {

Result<ActualSchema> read_schema(SqliteConnection& connection);
Result<std::set<std::string, std::less<>>> index_names(SqliteConnection& connection);
// Both inside a transaction of the caller's.
Status shape_columns(SqliteConnection& connection, const Catalogue& catalogue);
// False when there is none left to build.
Result<bool> build_one_index(SqliteConnection& connection, const Catalogue& catalogue);
Result<Soundness> check(SqliteConnection& connection, const Catalogue& catalogue);

}  // namespace vigil::storage
