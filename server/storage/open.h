// Opens one of the two stores.
#pragma once

#include <memory>
#include <string>

#include "ports/store.h"

namespace vigil::storage {

struct SqliteOptions {
    std::string path;      // made when absent
    int reader_count = 4;  // connections kept open for reading; more are opened when all are busy
    int cache_kib = 8192;  // page cache of each connection
    std::int64_t map_bytes = std::int64_t{1} << 30;   // of the file mapped into memory
    std::int64_t wal_bytes = std::int64_t{64} << 20;  // a checkpoint begins when the WAL is longer
    bool durable = true;  // false: commits wait for no disk; for data that can be made again
};

struct PostgresOptions {
    std::string url;     // postgresql://… or a libpq connection string
    int pool_size = 16;  // connections for writing, and as many again for reading
    int connect_timeout_s = 10;
    std::string session{};  // SQL run at the beginning of each connection
};

using CatalogueStore = Store;

// Fault `store_failed` when the file or the server cannot be opened. The tables are made by shape().
Result<std::unique_ptr<CatalogueStore>> open_sqlite(const SqliteOptions& options);
Result<std::unique_ptr<CatalogueStore>> open_postgres(const PostgresOptions& options);

// What stands where a company is looked for, before anything is opened: opening makes its tables.
enum class Ground {
    bare,     // nothing; of a folder, not even a file of another name
    company,  // a company's tables, as somebody has left them
    foreign,  // what somebody else has made
};
// `path`: of the file. A folder that is not there is bare where it can be made, beside others. Fault store_failed.
Result<Ground> ground_of_sqlite(const std::string& path);
Result<Ground> ground_of_postgres(const std::string& url);

// Brings back what Store::backup() made, to a place where there is nothing yet; nothing is left behind when it
// fails. Faults: not_found backup_missing; refused restore_not_empty; unsupported backup_wrong_kind (made of
// the other store, or no backup at all); unavailable store_failed.
// SQLite: the folder of `path` is made when absent and must be empty; the copy is checked before it is put
// into place. PostgreSQL: by pg_restore, in one transaction; the database must be there, without a table.
Status restore_sqlite(const std::string& backup, const std::string& path);
Status restore_postgres(const std::string& backup, const std::string& url);

// A file that Store::backup() has just made, read through: sound, and a company's. Nothing beside it is left.
// Faults as above, and backup_wrong_kind when it is not sound.
Status check_sqlite_backup(const std::string& path);
Status check_postgres_backup(const std::string& path);

}  // namespace vigil::storage
