// Which store a backup was made of, by its first bytes.
#pragma once

#include <string>

#include "base/result.h"

namespace vigil::storage {

enum class BackupKind { sqlite, postgres };

// Faults: not_found backup_missing, unsupported backup_wrong_kind unless it is of this kind.
Status check_backup_kind(const std::string& path, BackupKind wanted);

}  // namespace vigil::storage
