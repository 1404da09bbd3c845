#include "in/http/upload.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace vigil::http {

std::optional<Upload> Upload::begin(const std::string& folder, OpenLimits& places,
                                    const std::string& key) {
    std::string path = folder + "/vigil-upload-XXXXXX";
    const int fd = ::mkostemp(path.data(), O_CLOEXEC);  // mode 0600
    if (fd < 0) {
        places.leave(key);
        return std::nullopt;
    }
    return Upload(TempFile(path), fd, places, key);
}

Upload::Upload(Upload&& other) noexcept
    : file_(std::move(other.file_)),
      fd_(std::exchange(other.fd_, -1)),
      places_(std::exchange(other.places_, nullptr)),
      key_(std::move(other.key_)),
      size_(other.size_) {}

Upload::~Upload() {
    if (fd_ >= 0) ::close(fd_);
    if (places_) places_->leave(key_);
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
