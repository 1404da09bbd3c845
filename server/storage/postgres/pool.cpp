#include "storage/postgres/pool.h"

#include <chrono>

namespace vigil::storage {

namespace {
constexpr std::chrono::seconds patience{10};
}

PgPool::Lease& PgPool::Lease::operator=(Lease&& other) noexcept {
    if (this == &other) return *this;
    end();
    pool_ = other.pool_;
    connection_ = std::move(other.connection_);
    broken_ = other.broken_;
    return *this;
}

void PgPool::Lease::end() {
    if (connection_) pool_->give_back(std::move(connection_), broken_);
}

Result<PgPool::Lease> PgPool::borrow() {
    std::unique_ptr<PgConnection> connection;
    {
        std::unique_lock lock(mutex_);
        if (!free_.wait_for(lock, patience, [this] { return lent_ < options_.pool_size; }))
            return fail(FaultKind::overloaded, "store_busy", "all connections are in use");
        ++lent_;
        if (!idle_.empty()) {
            connection = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    if (connection && connection->usable()) return Lease(this, std::move(connection));
    auto fresh = PgConnection::open(options_);
    if (fresh) return Lease(this, std::move(*fresh));
    give_back(nullptr, true);
    return std::unexpected(std::move(fresh).error());
}

void PgPool::give_back(std::unique_ptr<PgConnection> connection, bool broken) {
    {
        const std::lock_guard lock(mutex_);
        --lent_;
        if (!broken) idle_.push_back(std::move(connection));
    }
    free_.notify_one();
}

}  // namespace vigil::storage
