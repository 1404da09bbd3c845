// Where the bytes of an imported file come from. Everything is pulled in chunks, so that a file of
// hundreds of megabytes never stands in memory whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vigil::import {

class Source {
  public:
    virtual ~Source() = default;
    // Writes 1 .. room bytes to `to` and answers how many; 0 means the end. room > 0.
    virtual Result<std::size_t> read(char* to, std::size_t room) = 0;
};

// Keeps its own copy of `bytes`.
std::unique_ptr<Source> memory_source(std::string bytes);

// Faults: not_found import_file_unreadable.
Result<std::unique_ptr<Source>> file_source(const std::string& path);

struct UnpackLimits {
    // No file grows beyond this, packed or not.
    std::uint64_t bytes_max = 4ull << 30;
    // Beyond the first `ratio_free` bytes an archive may not grow to more than `ratio_max` times its
    // size: real tables reach 50, a bomb reaches 1,000.
    std::uint64_t ratio_max = 250;
    std::uint64_t ratio_free = 64ull << 20;
};

// Passes plain bytes on and unpacks gzip (several members too); which of the two it is, the first
// bytes tell. Faults while reading: too_large import_too_large, malformed import_gzip_broken, and
// unsupported import_is_workbook or import_is_archive (with the argument "kind") for files that are
// no table of text at all.
std::unique_ptr<Source> unpacked(std::unique_ptr<Source> bytes, UnpackLimits limits = {});

// Reads until `want` bytes are there or the end has come.
Result<std::string> read_up_to(Source& source, std::size_t want);

}  // namespace vigil::import
