#pragma once

#include <string>

#include "base/result.h"

namespace vigil::storage {

// Runs pg_dump in its custom format. The password goes by the environment, where `ps` does not show it.
Status dump_database(const std::string& url, const std::string& path);

// Runs pg_restore over such a dump, in one transaction.
Status load_dump(const std::string& url, const std::string& path);

// Has pg_restore read such a dump to its end, restoring nothing.
Status read_dump(const std::string& path);

}  // namespace vigil::storage
