#pragma once

#include <filesystem>

#include "base/result.h"

namespace vigil::storage {

// Makes a file and its name durable.
Status sync_file(const std::filesystem::path& path);

}  // namespace vigil::storage
