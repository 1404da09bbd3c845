#include "storage/sqlite/node_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "ports/store.h"
#include "storage/steps.h"

namespace vigil::storage {

Result<SqliteNodeLock> SqliteNodeLock::take(const std::string& database) {
    const std::string path = database + ".nodes";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return std::unexpected(store_failed("cannot open " + path));
    for (int number = 0; number < node_limit; ++number) {
        // Of the open file, not of the process: two stores in one process differ as well.
        struct flock lock = {};
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        lock.l_start = number;
        lock.l_len = 1;
        if (::fcntl(file, F_OFD_SETLK, &lock) == 0) return SqliteNodeLock(file, number);
    }
    ::close(file);
    return std::unexpected(store_failed("no free number in " + path));
}

SqliteNodeLock::SqliteNodeLock(SqliteNodeLock&& other) noexcept
    : file_(std::exchange(other.file_, -1)), number_(other.number_) {}

SqliteNodeLock::~SqliteNodeLock() {
    if (file_ >= 0) ::close(file_);
}

}  // namespace vigil::storage
