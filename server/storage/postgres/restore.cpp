#include "storage/backup_kind.h"
#include "storage/open.h"
#include "storage/postgres/backup.h"

namespace vigil::storage {

Status check_postgres_backup(const std::string& path) {
    VIGIL_DO(check_backup_kind(path, BackupKind::postgres));
    return read_dump(path);
}

Status restore_postgres(const std::string& backup, const std::string& url) {
    VIGIL_DO(check_backup_kind(backup, BackupKind::postgres));
    VIGIL_TRY(const Ground ground, ground_of_postgres(url));
    if (ground != Ground::bare)
        return fail(FaultKind::refused, "restore_not_empty", {}, {{"place", "the database"}});
    return load_dump(url, backup);
}

}  // namespace vigil::storage
