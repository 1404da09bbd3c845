// The number of this process at a PostgreSQL database: an advisory lock held by a connection of its own,
// which the server frees when the connection ends.
#pragma once

#include <memory>

#include "storage/postgres/connection.h"

namespace vigil::storage {

class PgNodeLock {
  public:
    // Fault `store_failed` when the server does not answer or all numbers are taken.
    Status take(const PostgresOptions& options);
    int number() const { return number_; }

  private:
    std::unique_ptr<PgConnection> connection_;
    int number_ = 0;
};

}  // namespace vigil::storage
