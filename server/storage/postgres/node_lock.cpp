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
    VIGIL_TRY(connection_, PgConnection::open(options));
    for (number_ = 0; number_ < node_limit; ++number_) {
        const std::string ask =
            fmt::format("select pg_try_advisory_lock({}, {})::int::bigint", lock_class, number_);
        bool is_ours = false;
        const auto failure =
            connection_->run({{ask}}, [&](int, const Row& row) { is_ours = row.number(0) == 1; });
        if (failure) return std::unexpected(fault_of(*failure));
        if (is_ours) return {};
    }
    return std::unexpected(store_failed("postgres: no free node number"));
}

}  // namespace vigil::storage
