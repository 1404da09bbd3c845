#include "storage/backup_kind.h"

#include <array>
#include <fstream>
#include <string_view>

namespace vigil::storage {

Status check_backup_kind(const std::string& path, BackupKind wanted) {
    std::ifstream in(path, std::ios::binary);
    std::array<char, 16> head{};
    in.read(head.data(), head.size());
    if (!in.is_open() || in.bad())
        return fail(FaultKind::not_found, "backup_missing", {}, {{"path", path}});
    const std::string_view bytes(head.data(), std::size_t(in.gcount()));
    constexpr std::string_view sqlite("SQLite format 3\0", 16), postgres("PGDMP");
    if (bytes.starts_with(wanted == BackupKind::sqlite ? sqlite : postgres)) return {};
    return fail(FaultKind::unsupported, "backup_wrong_kind", {}, {{"path", path}});
}

}  // namespace vigil::storage
