// For tests: where the data nobody here wrote may be found.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace vigil::import {

// VIGIL_SHARED_DATA, or shared/data beside the checkout; nothing when `name` is not there.
inline std::optional<std::filesystem::path> shared_data(const std::string& name) {
    if (const char* const set = std::getenv("VIGIL_SHARED_DATA")) {
        const std::filesystem::path path = std::filesystem::path(set) / name;
        return std::filesystem::exists(path) ? std::optional(path) : std::nullopt;
    }
    for (auto at = std::filesystem::current_path(); at.has_relative_path(); at = at.parent_path()) {
        const std::filesystem::path path = at / "shared" / "data" / name;
        if (std::filesystem::exists(path)) return path;
    }
    return {};
}

inline std::string read_whole(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace vigil::import
