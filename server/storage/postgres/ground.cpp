#include "storage/open.h"
#include "storage/postgres/connection.h"

namespace vigil::storage {

namespace {

// What people have made, tables and the like, extensions and the system's own left out; and whether ours are among
// it: vigil_shaped is the first that is made, and older programs had none.
constexpr std::string_view made_here =
    "select count(*), (to_regclass('vigil_shaped') is not null or (to_regclass('settings') is not "
    "null and to_regclass('journal') is not null))::int::bigint "
    "from pg_class c join pg_namespace n on n.oid = c.relnamespace "
    "where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like "
    "'pg_toast%' "
    "and c.relkind in ('r', 'p', 'v', 'm', 'S') and not exists "
    "(select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')";

}  // namespace

Result<Ground> ground_of_postgres(const std::string& url) {
    PostgresOptions options;
    options.url = url;
    VIGIL_TRY(auto connection, PgConnection::open(options));
    Ground ground = Ground::bare;
    const auto failure = connection->run({{made_here}}, [&](int, const Row& row) {
        if (row.number(0) > 0) ground = row.number(1) > 0 ? Ground::company : Ground::foreign;
    });
    if (failure) return std::unexpected(fault_of(*failure));
    return ground;
}

}  // namespace vigil::storage
