// Moves the WAL into the file in the background, so that no commit pays for it: when the WAL has grown
// long, and when there is nothing to do.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "storage/sqlite/connection.h"

namespace vigil::storage {

class SqliteCheckpointer {
  public:
    // `moved` is called after the WAL was too long and most of it has been moved, so that the writer can
    // begin it anew; else it would grow as long as the writing goes on.
    SqliteCheckpointer(std::unique_ptr<SqliteConnection> connection, std::int64_t wal_bytes,
                       std::function<void()> moved);
    ~SqliteCheckpointer();

    // Ends its thread; what is told it afterwards is ignored.
    void stop();

    // Thread-safe; only takes note.
    void wal_grew(std::int64_t bytes);

  private:
    void loop();

    std::unique_ptr<SqliteConnection> connection_;
    std::int64_t wal_bytes_;
    std::function<void()> moved_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::int64_t length_ = 0;   // of the WAL
    std::int64_t handled_ = 0;  // its length when it was last seen to
    bool long_ = false;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace vigil::storage
