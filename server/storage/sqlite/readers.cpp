#include "storage/sqlite/readers.h"

#include <chrono>

namespace vigil::storage {

Result<std::unique_ptr<SqliteConnection>> SqliteReaders::borrow(bool has_view) {
    constexpr std::chrono::seconds at_most{5};  // whoever holds back lets go before
    {
        std::unique_lock lock(mutex_);
        if (!has_view) go_.wait_for(lock, at_most, [this] { return !held_; });
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
    }
    return SqliteConnection::open(options_, SqliteConnection::Use::read);
}

void SqliteReaders::give_back(std::unique_ptr<SqliteConnection> connection) {
    const std::lock_guard lock(mutex_);
    if (int(idle_.size()) < options_.reader_count) idle_.push_back(std::move(connection));
}

void SqliteReaders::hold_back() {
    const std::lock_guard lock(mutex_);
    held_ = true;
}

void SqliteReaders::let_go() {
    {
        const std::lock_guard lock(mutex_);
        held_ = false;
    }
    go_.notify_all();
}

void SqliteReaders::renew() {
    std::vector<std::unique_ptr<SqliteConnection>> old;
    const std::lock_guard lock(mutex_);
    old.swap(idle_);
}

}  // namespace vigil::storage
