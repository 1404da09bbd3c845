#include "main/secret_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

#include "base/base64.h"
#include "base/seal.h"

namespace vigil {

namespace {

constexpr std::size_t text_min = 32;

std::unexpected<Fault> key_unreadable(const std::string& path, const std::string& why) {
    return fail(FaultKind::unavailable, "secret_key_unreadable", path + ": " + why,
                {{"path", path}});
}

// "" where there is no such file.
Result<std::string> read_key(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        if (errno == ENOENT) return std::string();
        return key_unreadable(path, std::strerror(errno));
    }
    std::string text{std::istreambuf_iterator<char>(in), {}};
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    const auto key = from_base64(text);
    if (!key || key->size() != new_seal_key().size()) return key_unreadable(path, "no key in it");
    return *key;
}

bool write_whole(int file, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(std::size_t(written));
    }
    return ::fsync(file) == 0;
}

// Whole or not there: written beside and linked into place, where a faster process may have put its own.
Status make_key(const std::string& path) {
    const std::string making = path + "." + std::to_string(::getpid());
    const int file = ::open(making.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return key_unreadable(making, std::strerror(errno));
    const bool written =
        ::fchmod(file, 0600) == 0 && write_whole(file, to_base64(new_seal_key()) + "\n");
    ::close(file);
    const bool linked = written && (::link(making.c_str(), path.c_str()) == 0 || errno == EEXIST);
    const int error = errno;
    ::unlink(making.c_str());
    if (!linked) return key_unreadable(path, std::strerror(error));
    return {};
}

}  // namespace

Result<SecretBox> open_secret_box(const Options& options, const std::string& folder) {
    const std::string text = options.get({}, "store.secret_key");
    if (!text.empty() && text.size() < text_min)
        return fail(FaultKind::malformed, "secret_key_short", {},
                    {{"limit", std::to_string(text_min)}});
    if (!text.empty())
        return SecretBox([key = seal_key_of(text)](bool) -> Result<std::string> { return key; },
                         true);
    if (folder.empty())
        return SecretBox([](bool) -> Result<std::string> { return std::string(); }, false);
    const std::string path = folder + "/secret.key";
    return SecretBox(
        [path](bool makes) -> Result<std::string> {
            VIGIL_TRY(auto key, read_key(path));
            if (!key.empty() || !makes) return key;
            VIGIL_DO(make_key(path));
            return read_key(path);
        },
        true);
}

}  // namespace vigil
