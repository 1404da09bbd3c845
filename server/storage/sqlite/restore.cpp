#include <filesystem>

#include "storage/backup_kind.h"
#include "storage/open.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/sync_file.h"
#include "storage/steps.h"

namespace vigil::storage {

namespace {

namespace fs = std::filesystem;

// It is sound, and a company's.
Status check_copy(const std::string& path, const std::string& backup) {
    SqliteOptions options;
    options.path = path;
    VIGIL_TRY(auto connection, SqliteConnection::open(options, SqliteConnection::Use::read));
    VIGIL_TRY(
        const auto sound,
        connection->number("select count(*) from pragma_quick_check where quick_check = 'ok'"));
    VIGIL_TRY(const auto tables,
              connection->number("select count(*) from sqlite_master where type = 'table' and name "
                                 "in ('settings', 'journal')"));
    if (sound == 1 && tables == 2) return {};
    return fail(FaultKind::unsupported, "backup_wrong_kind", "not sound", {{"path", backup}});
}

Status copy_checked(const std::string& backup, const std::string& partial) {
    std::error_code error;
    fs::copy_file(backup, partial, fs::copy_options::overwrite_existing, error);
    if (error) return std::unexpected(store_failed("cannot copy: " + error.message()));
    return check_copy(partial, backup);
}

}  // namespace

Status check_sqlite_backup(const std::string& path) {
    VIGIL_DO(check_backup_kind(path, BackupKind::sqlite));
    const auto done = check_copy(path, path);
    std::error_code error;
    for (const char* ending : {"-wal", "-shm"}) fs::remove(path + ending, error);
    return done;
}

Status restore_sqlite(const std::string& backup, const std::string& path) {
    VIGIL_DO(check_backup_kind(backup, BackupKind::sqlite));
    const fs::path folder = fs::path(path).parent_path();
    std::error_code error;
    const bool was_there = fs::exists(folder, error);
    if (was_there && !fs::is_empty(folder, error))
        return fail(FaultKind::refused, "restore_not_empty", {}, {{"place", folder.string()}});
    fs::create_directories(folder, error);
    if (error) return std::unexpected(store_failed(folder.string() + ": " + error.message()));
    const std::string partial = path + ".partial";
    auto done = copy_checked(backup, partial);
    if (done) done = sync_file(partial);
    if (!done) {
        for (const char* ending : {"", "-wal", "-shm"}) fs::remove(partial + ending, error);
        if (!was_there) fs::remove(folder, error);
        return done;
    }
    for (const char* ending : {"-wal", "-shm"}) fs::remove(partial + ending, error);
    fs::rename(partial, path, error);
    if (error) return std::unexpected(store_failed("cannot rename " + partial));
    return sync_file(path);
}

}  // namespace vigil::storage
