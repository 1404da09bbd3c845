// Connections that are lent out; broken ones are replaced by new ones.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "storage/postgres/connection.h"

namespace vigil::storage {

// Thread-safe.
class PgPool {
  public:
    explicit PgPool(PostgresOptions options) : options_(std::move(options)) {}

    class Lease {
      public:
        Lease() = default;
        Lease(PgPool* pool, std::unique_ptr<PgConnection> connection)
            : pool_(pool), connection_(std::move(connection)) {}
        Lease(Lease&& other) noexcept = default;
        Lease& operator=(Lease&& other) noexcept;
        ~Lease() { end(); }
        PgConnection* operator->() const { return connection_.get(); }
        PgConnection& operator*() const { return *connection_; }
        explicit operator bool() const { return connection_ != nullptr; }
        // It is in an unknown state: closed instead of lent again.
        void discard() { broken_ = true; }

      private:
        void end();
        PgPool* pool_ = nullptr;
        std::unique_ptr<PgConnection> connection_;
        bool broken_ = false;
    };

    // Waits for one to come free, at most 10 s; faults `store_failed`, `store_busy` (overloaded).
    Result<Lease> borrow();

  private:
    void give_back(std::unique_ptr<PgConnection> connection, bool broken);

    PostgresOptions options_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<PgConnection>> idle_;
    int lent_ = 0;
};

}  // namespace vigil::storage
