// A body on its way into a file.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "in/http/request.h"

namespace vigil::http {

// Holds one of a limited number of places while it lives; the file vanishes unless taken.
class Upload {
  public:
    // Nothing when all `places_max` places are taken or no file can be made in `folder`.
    static std::optional<Upload> begin(const std::string& folder, std::atomic<std::size_t>& places,
                                       std::size_t places_max);
    Upload(Upload&& other) noexcept;
    Upload& operator=(Upload&&) = delete;
    ~Upload();

    // Waits for the page cache only. False: the disk is full or broken.
    bool write(std::string_view bytes);
    // Ends writing and hands the file over.
    TempFile take();
    std::uint64_t size() const { return size_; }

  private:
    Upload(TempFile file, int fd, std::atomic<std::size_t>& places)
        : file_(std::move(file)), fd_(fd), places_(&places) {}

    TempFile file_;
    int fd_;
    std::atomic<std::size_t>* places_;
    std::uint64_t size_ = 0;
};

}  // namespace vigil::http
