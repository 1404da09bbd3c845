// The connections for reading. One is lent to one view at a time, so no reader waits for another, nor for
// the writer.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "storage/sqlite/connection.h"

namespace vigil::storage {

// Thread-safe.
class SqliteReaders {
  public:
    explicit SqliteReaders(SqliteOptions options) : options_(std::move(options)) {}

    // The one last given back, or a new one: its cache is the warmest.
    Result<std::unique_ptr<SqliteConnection>> borrow();
    // Without a transaction. Those above reader_count are closed.
    void give_back(std::unique_ptr<SqliteConnection> connection);

  private:
    SqliteOptions options_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<SqliteConnection>> idle_;
};

}  // namespace vigil::storage
