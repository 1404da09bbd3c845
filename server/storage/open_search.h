// Opens one of the two search indexes.
#pragma once

#include <memory>
#include <string>

#include "ports/search.h"
#include "storage/open.h"

namespace vigil::storage {

// A file of its own, made when absent, and anew when it cannot be read or was made by other tokens.
// Fault `store_failed` when that fails too.
Result<std::unique_ptr<SearchIndex>> open_sqlite_search(const std::string& path);

// Tables in the company's database; the pool is the index's own.
Result<std::unique_ptr<SearchIndex>> open_postgres_search(const PostgresOptions& options);

}  // namespace vigil::storage
