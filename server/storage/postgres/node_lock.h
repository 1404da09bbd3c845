// The number of this process at a PostgreSQL database: an advisory lock held by a connection of its own,
// which the server frees when the connection ends.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "storage/postgres/connection.h"

namespace vigil::storage {

class PgNodeLock {
  public:
    // Fault `store_failed` when the server does not answer or all numbers are taken.
    Status take(const PostgresOptions& options);
    int number() const { return number_; }
    // As Store::keep_node and Store::is_node_held. Any thread.
    Status keep();
    Result<bool> is_held(int number);

  private:
    // Ours with this connection, or somebody else's. Fault `store_failed`.
    Result<bool> try_lock(int number);
    Result<std::int64_t> ask(const std::string& question);

    PostgresOptions options_;
    std::mutex mutex_;
    std::unique_ptr<PgConnection> connection_;
    int number_ = 0;
};

}  // namespace vigil::storage
