#include "storage/backup_kind.h"
#include "storage/open.h"
#include "storage/postgres/backup.h"
#include "storage/postgres/connection.h"

namespace vigil::storage {

namespace {

// What people have made, tables and the like, extensions and the system's own left out.
constexpr std::string_view made_here =
    "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
    "where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like "
    "'pg_toast%' "
    "and c.relkind in ('r', 'p', 'v', 'm', 'S') and not exists "
    "(select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')";

}  // namespace

Status check_postgres_backup(const std::string& path) {
    VIGIL_DO(check_backup_kind(path, BackupKind::postgres));
    return read_dump(path);
}

Result<bool> is_bare_postgres(const std::string& url) {
    PostgresOptions options;
    options.url = url;
    VIGIL_TRY(auto connection, PgConnection::open(options));
    std::int64_t found = 0;
    const auto failure =
        connection->run({{made_here}}, [&](int, const Row& row) { found = row.number(0); });
    if (failure) return std::unexpected(fault_of(*failure));
    return found == 0;
}

Status restore_postgres(const std::string& backup, const std::string& url) {
    VIGIL_DO(check_backup_kind(backup, BackupKind::postgres));
    VIGIL_TRY(const bool is_bare, is_bare_postgres(url));
    if (!is_bare)
        return fail(FaultKind::refused, "restore_not_empty", {}, {{"place", "the database"}});
    return load_dump(url, backup);
}

}  // namespace vigil::storage
