#include "storage/sqlite/readers.h"

namespace vigil::storage {

Result<std::unique_ptr<SqliteConnection>> SqliteReaders::borrow() {
    {
        const std::lock_guard lock(mutex_);
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

}  // namespace vigil::storage
