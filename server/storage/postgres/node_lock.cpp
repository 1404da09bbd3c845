#include "storage/postgres/node_lock.h"

#include <fmt/format.h>

#include "ports/store.h"
#include "storage/steps.h"

namespace vigil::storage {

namespace {

// The first of an advisory lock's two numbers; the second is the node's. Any fixed value does.
constexpr int lock_class = 0x56474e;

}  // namespace

Status PgNodeLock::take(const PostgresOptions& options) {
    options_ = options;
    VIGIL_TRY(connection_, PgConnection::open(options));
    for (number_ = 0; number_ < node_limit; ++number_) {
        VIGIL_TRY(const bool is_ours, try_lock(number_));
        if (is_ours) return {};
    }
    return std::unexpected(store_failed("postgres: no free node number"));
}

Status PgNodeLock::keep() {
    std::lock_guard lock(mutex_);
    if (connection_ && ask("select 1::bigint")) return {};  // the lock lives as long as its session
    connection_.reset();
    VIGIL_TRY(connection_, PgConnection::open(options_));
    const auto is_ours = try_lock(number_);
    if (is_ours && *is_ours) return {};
    connection_.reset();  // one without our lock proves nothing at the next look
    if (!is_ours) return std::unexpected(is_ours.error());
    return fail(FaultKind::conflict, "node_lost",
                fmt::format("another process has taken our node number {}", number_));
}

// Of this database alone: numbers at others of the same server say nothing.
Result<bool> PgNodeLock::is_held(int number) {
    std::lock_guard lock(mutex_);
    if (!connection_) return std::unexpected(store_failed("postgres: the node lock is lost"));
    VIGIL_TRY(
        const auto holders,
        ask(fmt::format("select count(*) from pg_locks where locktype = 'advisory' and granted "
                        "and objsubid = 2 and classid::bigint = {} and objid::bigint = {} and "
                        "database = (select oid from pg_database "
                        "where datname = current_database())",
                        lock_class, number)));
    return holders > 0;
}

Result<bool> PgNodeLock::try_lock(int number) {
    VIGIL_TRY(const auto got, ask(fmt::format("select pg_try_advisory_lock({}, {})::int::bigint",
                                              lock_class, number)));
    return got == 1;
}

Result<std::int64_t> PgNodeLock::ask(const std::string& question) {
    std::int64_t answer = 0;
    const auto failure =
        connection_->run({{question}}, [&](int, const Row& row) { answer = row.number(0); });
    if (failure) return std::unexpected(fault_of(*failure));
    return answer;
}

}  // namespace vigil::storage
