// A body on its way into a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "in/http/open_limits.h"
#include "in/http/request.h"

namespace vigil::http {

// Holds one of a limited number of places while it lives; the file vanishes unless taken.
class Upload {
  public:
    // For a place of `key` that was entered in `places`, which it leaves at its end. Nothing (and the place
    // is left) when no file can be made in `folder`.
    static std::optional<Upload> begin(const std::string& folder, OpenLimits& places,
                                       const std::string& key);
    Upload(Upload&& other) noexcept;
    Upload& operator=(Upload&&) = delete;
    ~Upload();

    // Waits for the page cache only. False: the disk is full or broken.
    bool write(std::string_view bytes);
    // Ends writing and hands the file over.
    TempFile take();
    std::uint64_t size() const { return size_; }

  private:
    Upload(TempFile file, int fd, OpenLimits& places, std::string key)
        : file_(std::move(file)), fd_(fd), places_(&places), key_(std::move(key)) {}

    TempFile file_;
    int fd_;
    OpenLimits* places_;
    std::string key_;
    std::uint64_t size_ = 0;
};

}  // namespace vigil::http
