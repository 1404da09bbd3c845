#include "in/http/upload.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace vigil::http {

std::optional<Upload> Upload::begin(const std::string& folder, std::atomic<std::size_t>& places,
                                    std::size_t places_max) {
    if (places.fetch_add(1) >= places_max) {
        places.fetch_sub(1);
        return std::nullopt;
    }
    std::string path = folder + "/vigil-upload-XXXXXX";
    const int fd = ::mkostemp(path.data(), O_CLOEXEC);  // mode 0600
    if (fd < 0) {
        places.fetch_sub(1);
        return std::nullopt;
    }
    return Upload(TempFile(path), fd, places);
}

Upload::Upload(Upload&& other) noexcept
    : file_(std::move(other.file_)),
      fd_(std::exchange(other.fd_, -1)),
      places_(std::exchange(other.places_, nullptr)),
      size_(other.size_) {}

Upload::~Upload() {
    if (fd_ >= 0) ::close(fd_);
    if (places_) places_->fetch_sub(1);
}

bool Upload::write(std::string_view bytes) {
    size_ += bytes.size();
    while (!bytes.empty()) {
        const auto n = ::write(fd_, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

TempFile Upload::take() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    return std::move(file_);
}

}  // namespace vigil::http
