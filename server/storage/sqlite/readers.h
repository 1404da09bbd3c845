// The connections for reading. One is lent to one view at a time, so no reader waits for another, nor for
// the writer; save that the writer may hold back new views for a moment, so that the WAL can begin anew.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "storage/sqlite/connection.h"

namespace vigil::storage {

// Thread-safe.
class SqliteReaders {
  public:
    explicit SqliteReaders(SqliteOptions options) : options_(std::move(options)) {}

    // The one last given back, or a new one: its cache is the warmest. Waits while views are held back,
    // unless the thread has a view already: the end of that one may depend on this one.
    Result<std::unique_ptr<SqliteConnection>> borrow(bool has_view = false);
    // Without a transaction. Those above reader_count are closed.
    void give_back(std::unique_ptr<SqliteConnection> connection);

    void hold_back();
    void let_go();
    // The database has learned something about itself: connections that do not know it are closed.
    void renew();

  private:
    SqliteOptions options_;
    std::mutex mutex_;
    std::condition_variable go_;
    bool held_ = false;
    std::vector<std::unique_ptr<SqliteConnection>> idle_;
};

}  // namespace vigil::storage
