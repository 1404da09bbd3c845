#include "storage/sqlite/checkpointer.h"

#include <sqlite3.h>

#include <chrono>

namespace vigil::storage {

namespace {
constexpr std::chrono::milliseconds idle_after{500};
}

SqliteCheckpointer::SqliteCheckpointer(std::unique_ptr<SqliteConnection> connection,
                                       std::int64_t wal_bytes, std::function<void()> moved)
    : connection_(std::move(connection)), wal_bytes_(wal_bytes), moved_(std::move(moved)) {
    thread_ = std::thread([this] { loop(); });
}

SqliteCheckpointer::~SqliteCheckpointer() { stop(); }

void SqliteCheckpointer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void SqliteCheckpointer::wal_grew(std::int64_t bytes) {
    const std::lock_guard lock(mutex_);
    if (bytes < length_) handled_ = 0;  // it was begun anew
    const bool first = length_ == handled_;
    length_ = bytes;
    // Again a quarter longer each time a reader kept us from finishing.
    if (!long_ && length_ > wal_bytes_ && length_ > handled_ + wal_bytes_ / 4) long_ = true;
    if (long_ || first) wake_.notify_one();
}

void SqliteCheckpointer::loop() {
    std::unique_lock lock(mutex_);
    while (!stop_) {
        wake_.wait(lock, [this] { return stop_ || long_ || length_ != handled_; });
        // Something is written: see to it when it becomes quiet, or when it is too long.
        for (std::int64_t seen = -1; !stop_ && !long_ && seen != length_;) {
            seen = length_;
            wake_.wait_for(lock, idle_after, [this] { return stop_ || long_; });
        }
        if (stop_) return;
        const bool too_long = long_;
        const std::int64_t length = length_;
        lock.unlock();
        sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                  nullptr, nullptr);
        if (too_long) moved_();
        lock.lock();
        handled_ = length;
        long_ = false;
    }
}

}  // namespace vigil::storage
