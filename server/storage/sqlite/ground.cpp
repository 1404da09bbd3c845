#include <filesystem>

#include "storage/open.h"
#include "storage/sqlite/connection.h"
#include "storage/steps.h"

namespace vigil::storage {

namespace {

namespace fs = std::filesystem;

// Apart from what opening leaves before there is a table: the file's neighbours, like vigil.db.nodes.
bool is_empty_but_for(const fs::path& folder, const std::string& name, std::error_code& error) {
    for (const auto& one : fs::directory_iterator(folder, error))
        if (!one.path().filename().string().starts_with(name)) return false;
    return true;
}

Result<Ground> ground_of_folder(const fs::path& path) {
    std::error_code error;
    const fs::path folder = fs::absolute(path, error).parent_path();
    if (!fs::exists(folder, error))
        return fs::is_directory(folder.parent_path(), error) ? Ground::bare : Ground::foreign;
    const bool is_bare =
        fs::is_directory(folder, error) && is_empty_but_for(folder, path.filename(), error);
    if (error) return std::unexpected(store_failed(folder.string() + ": " + error.message()));
    return is_bare ? Ground::bare : Ground::foreign;
}

}  // namespace

Result<Ground> ground_of_sqlite(const std::string& path) {
    std::error_code error;
    if (!fs::exists(path, error)) return ground_of_folder(path);
    SqliteOptions options;
    options.path = path;
    VIGIL_TRY(auto connection, SqliteConnection::open(options, SqliteConnection::Use::read));
    VIGIL_TRY(const auto tables,
              connection->number("select count(*) from sqlite_master where type = 'table'"));
    VIGIL_TRY(const auto ours,
              connection->number("select count(*) from sqlite_master where type = 'table' and name "
                                 "in ('settings', 'journal')"));
    if (tables == 0) return Ground::bare;
    return ours == 2 ? Ground::company : Ground::foreign;
}

}  // namespace vigil::storage
