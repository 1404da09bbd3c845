#include "storage/sqlite/checkpointer.h"

#include <sqlite3.h>

#include <chrono>

namespace vigil::storage {

namespace {
constexpr std::chrono::milliseconds idle_after{500};
constexpr int very_long = 8;                           // times as long as it should be
constexpr std::int64_t much = std::int64_t{16} << 20;  // bytes
}  // namespace

SqliteCheckpointer::SqliteCheckpointer(std::unique_ptr<SqliteConnection> connection,
                                       std::int64_t wal_bytes, Ears ears)
    : connection_(std::move(connection)), wal_bytes_(wal_bytes), ears_(std::move(ears)) {
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
    std::unique_lock lock(mutex_);
    if (bytes < length_) handled_ = 0;  // it was begun anew
    unseen_ += bytes < length_ ? bytes : bytes - length_;
    const bool first = length_ == handled_;
    length_ = bytes;
    // Again a quarter longer each time a reader kept us from finishing.
    if (!long_ && length_ > wal_bytes_ && length_ > handled_ + wal_bytes_ / 4) long_ = true;
    if (long_ || first) wake_.notify_one();
    if (length_ > very_long * wal_bytes_) moved_.wait(lock, [this] { return !moving_; });
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
        if (stop_) break;
        const bool too_long = long_;
        const std::int64_t length = length_;
        const bool look = !too_long && unseen_ > much;
        if (look) unseen_ = 0;
        moving_ = true;
        lock.unlock();
        sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                  nullptr, nullptr);
        lock.lock();
        moving_ = false;
        const int times = int(length_ / wal_bytes_);
        lock.unlock();
        moved_.notify_all();
        if (too_long) ears_.moved(times);
        if (look) analyze();
        lock.lock();
        handled_ = length_ < length ? 0 : length;  // unless it was begun anew meanwhile
        long_ = false;
    }
    const bool look = unseen_ > much;
    lock.unlock();
    if (look) analyze();
}

// A few rows of each index tell enough.
void SqliteCheckpointer::analyze() {
    (void)connection_->execute("pragma analysis_limit = 10000");
    if (connection_->execute("analyze")) ears_.analyzed();
}

}  // namespace vigil::storage
