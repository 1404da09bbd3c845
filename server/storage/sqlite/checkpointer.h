// Moves the WAL into the file in the background, so that no commit pays for it: when the WAL has grown
// long, and when there is nothing to do. Then, and at its end, it also has SQLite look at how values are
// spread when much has been written, for its choice among indexes.
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
    // Both are called on its thread.
    struct Ears {
        // The WAL was too long and most of it has been moved: the writer can begin it anew, else it would
        // grow as long as the writing goes on. It was so many times as long as it should be. Nothing is
        // moved before it returns: the writer needs the lock for that.
        std::function<void(int times)> moved;
        std::function<void()> analyzed;
    };
    SqliteCheckpointer(std::unique_ptr<SqliteConnection> connection, std::int64_t wal_bytes,
                       Ears ears);
    ~SqliteCheckpointer();

    // Ends its thread; what is told it afterwards is ignored.
    void stop();

    // Thread-safe. Only takes note, unless the WAL has become very long: then it waits until what is being
    // moved has been, so that the disk and not the WAL says how fast is written.
    void wal_grew(std::int64_t bytes);

  private:
    void loop();
    void analyze();

    std::unique_ptr<SqliteConnection> connection_;
    std::int64_t wal_bytes_;
    Ears ears_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::int64_t length_ = 0;   // of the WAL
    std::int64_t handled_ = 0;  // its length when it was last seen to
    std::int64_t unseen_ = 0;   // bytes written since SQLite last looked at the values
    bool long_ = false;
    bool moving_ = false;
    std::condition_variable moved_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace vigil::storage
