#include "storage/sqlite/node_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "ports/store.h"
#include "storage/steps.h"

namespace vigil::storage {

namespace {

struct flock byte_lock(int number) {
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = number;
    lock.l_len = 1;
    return lock;
}

}  // namespace

Result<SqliteNodeLock> SqliteNodeLock::take(const std::string& database) {
    const std::string path = database + ".nodes";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return std::unexpected(store_failed("cannot open " + path));
    for (int number = 0; number < node_limit; ++number) {
        // Of the open file, not of the process: two stores in one process differ as well.
        auto lock = byte_lock(number);
        if (::fcntl(file, F_OFD_SETLK, &lock) == 0) return SqliteNodeLock(file, number);
    }
    ::close(file);
    return std::unexpected(store_failed("no free number in " + path));
}

Result<bool> SqliteNodeLock::is_held(int number) const {
    if (number == number_) return true;  // the kernel tells of others' locks only
    auto lock = byte_lock(number);
    if (::fcntl(file_, F_OFD_GETLK, &lock) != 0)
        return std::unexpected(store_failed("cannot ask who holds a node number"));
    return lock.l_type != F_UNLCK;
}

Status SqliteNodeLock::serve() {
    auto lock = byte_lock(node_limit);
    if (::fcntl(file_, F_OFD_SETLK, &lock) == 0) return {};
    return fail(FaultKind::refused, "served_already");
}

SqliteNodeLock::SqliteNodeLock(SqliteNodeLock&& other) noexcept
    : file_(std::exchange(other.file_, -1)), number_(other.number_) {}

SqliteNodeLock::~SqliteNodeLock() {
    if (file_ >= 0) ::close(file_);
}

}  // namespace vigil::storage
