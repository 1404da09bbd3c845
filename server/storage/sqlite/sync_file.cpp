#include "storage/sqlite/sync_file.h"

#include <fcntl.h>
#include <unistd.h>

#include "storage/steps.h"

namespace vigil::storage {

Status sync_file(const std::filesystem::path& path) {
    for (const auto& name : {path, path.parent_path().empty() ? "." : path.parent_path()}) {
        const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
        const bool good = file >= 0 && ::fsync(file) == 0;
        if (file >= 0) ::close(file);
        if (!good) return std::unexpected(store_failed("cannot sync " + name.string()));
    }
    return {};
}

}  // namespace vigil::storage
