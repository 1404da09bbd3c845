#include "in/import/source.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

namespace vigil::import {
namespace {

class MemorySource final : public Source {
  public:
    explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        const std::size_t count = std::min(room, bytes_.size() - at_);
        std::memcpy(to, bytes_.data() + at_, count);
        at_ += count;
        return count;
    }

  private:
    std::string bytes_;
    std::size_t at_ = 0;
};

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

class FileSource final : public Source {
  public:
    explicit FileSource(std::FILE* file) : file_(file) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        const std::size_t count = std::fread(to, 1, room, file_.get());
        if (count == 0 && std::ferror(file_.get())) {
            return fail(FaultKind::unavailable, "import_file_unreadable", "read error");
        }
        return count;
    }

  private:
    std::unique_ptr<std::FILE, FileCloser> file_;
};

constexpr std::size_t chunk_bytes = 256 * 1024;
constexpr std::size_t magic_bytes = 8;

// What people upload by mistake, told by its first bytes.
Status refuse_other_kinds(std::string_view head) {
    if (head.starts_with(std::string_view("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))) {
        return fail(FaultKind::unsupported, "import_is_workbook", {}, {{"kind", "xls"}});
    }
    if (head.starts_with(std::string_view("PK\x03\x04", 4))) {
        return fail(FaultKind::unsupported, "import_is_workbook", {}, {{"kind", "xlsx"}});
    }
    if (head.starts_with("\x28\xB5\x2F\xFD")) {
        return fail(FaultKind::unsupported, "import_is_archive", {}, {{"kind", "zstd"}});
    }
    if (head.starts_with("BZh") && head.size() > 4 && head.substr(4).starts_with("1AY")) {
        return fail(FaultKind::unsupported, "import_is_archive", {}, {{"kind", "bzip2"}});
    }
    if (head.starts_with(std::string_view("\xFD"
                                          "7zXZ\0",
                                          6))) {
        return fail(FaultKind::unsupported, "import_is_archive", {}, {{"kind", "xz"}});
    }
    return {};
}

class UnpackedSource final : public Source {
  public:
    UnpackedSource(std::unique_ptr<Source> bytes, UnpackLimits limits)
        : bytes_(std::move(bytes)), limits_(limits) {}
    ~UnpackedSource() override {
        if (zlib_open_) inflateEnd(&zlib_);
    }
    UnpackedSource(const UnpackedSource&) = delete;
    UnpackedSource& operator=(const UnpackedSource&) = delete;

    Result<std::size_t> read(char* to, std::size_t room) override {
        if (!started_) VIGIL_DO(start());
        VIGIL_TRY(const std::size_t count, packed_ ? read_packed(to, room) : read_plain(to, room));
        given_ += count;
        VIGIL_DO(check_limits());
        return count;
    }

  private:
    Status start() {
        started_ = true;
        while (ahead_ < magic_bytes) {
            VIGIL_TRY(const std::size_t more, bytes_->read(&in_[ahead_], in_.size() - ahead_));
            if (more == 0) break;
            ahead_ += more;
        }
        taken_ = ahead_;
        const std::string_view head(in_.data(), std::min(ahead_, magic_bytes));
        VIGIL_DO(refuse_other_kinds(head));
        packed_ = head.starts_with("\x1F\x8B");
        return {};
    }

    Result<std::size_t> read_plain(char* to, std::size_t room) {
        if (ahead_ == 0) return bytes_->read(to, room);
        const std::size_t count = std::min(room, ahead_);
        std::memcpy(to, &in_[at_], count);
        at_ += count;
        ahead_ -= count;
        return count;
    }

    Result<std::size_t> read_packed(char* to, std::size_t room) {
        while (true) {
            if (ahead_ == 0) VIGIL_DO(refill());
            if (!zlib_open_) {
                if (!begin_member()) return std::size_t{0};
            }
            if (ahead_ == 0) return broken("ends in the middle");
            VIGIL_TRY(const std::size_t count, inflate_some(to, room));
            if (count > 0) return count;
        }
    }

    Status refill() {
        VIGIL_TRY(ahead_, bytes_->read(in_.data(), in_.size()));
        at_ = 0;
        taken_ += ahead_;
        return {};
    }

    // False at the end. Zeros after a member are padding of tapes and block devices.
    bool begin_member() {
        while (ahead_ > 0 && members_ > 0 && in_[at_] == '\0') {
            ++at_;
            --ahead_;
        }
        if (ahead_ == 0) return false;
        zlib_ = {};
        zlib_open_ = inflateInit2(&zlib_, 15 + 16) == Z_OK;
        ++members_;
        return zlib_open_;
    }

    Result<std::size_t> inflate_some(char* to, std::size_t room) {
        zlib_.next_in = reinterpret_cast<Bytef*>(&in_[at_]);
        zlib_.avail_in = static_cast<uInt>(ahead_);
        zlib_.next_out = reinterpret_cast<Bytef*>(to);
        const auto room_now = static_cast<uInt>(std::min<std::size_t>(room, chunk_bytes));
        zlib_.avail_out = room_now;
        const int answer = inflate(&zlib_, Z_NO_FLUSH);
        at_ += ahead_ - zlib_.avail_in;
        ahead_ = zlib_.avail_in;
        if (answer == Z_STREAM_END) {
            inflateEnd(&zlib_);
            zlib_open_ = false;
        } else if (answer != Z_OK && answer != Z_BUF_ERROR) {
            return broken(zlib_.msg != nullptr ? zlib_.msg : "inflate failed");
        }
        return static_cast<std::size_t>(room_now - zlib_.avail_out);
    }

    Status check_limits() const {
        const bool bomb = packed_ && given_ > limits_.ratio_free &&
                          given_ / std::max<std::uint64_t>(taken_, 1) > limits_.ratio_max;
        if (given_ <= limits_.bytes_max && !bomb) return {};
        return fail(FaultKind::too_large, "import_too_large", bomb ? "gzip ratio" : "size",
                    {{"bytes", std::to_string(limits_.bytes_max)}});
    }

    static std::unexpected<Fault> broken(std::string why) {
        return fail(FaultKind::malformed, "import_gzip_broken", std::move(why));
    }

    std::unique_ptr<Source> bytes_;
    UnpackLimits limits_;
    std::string in_ = std::string(chunk_bytes, '\0');
    std::size_t at_ = 0;     // next unread byte of in_
    std::size_t ahead_ = 0;  // unread bytes of in_
    std::uint64_t taken_ = 0;
    std::uint64_t given_ = 0;
    bool started_ = false;
    bool packed_ = false;
    bool zlib_open_ = false;
    int members_ = 0;
    z_stream zlib_{};
};

}  // namespace

std::unique_ptr<Source> memory_source(std::string bytes) {
    return std::make_unique<MemorySource>(std::move(bytes));
}

Result<std::unique_ptr<Source>> file_source(const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) {
        return fail(FaultKind::not_found, "import_file_unreadable", path + ": cannot be opened");
    }
    return std::make_unique<FileSource>(file);
}

std::unique_ptr<Source> unpacked(std::unique_ptr<Source> bytes, UnpackLimits limits) {
    return std::make_unique<UnpackedSource>(std::move(bytes), limits);
}

Result<std::string> read_up_to(Source& source, std::size_t want) {
    std::string out(want, '\0');
    std::size_t have = 0;
    while (have < want) {
        VIGIL_TRY(const std::size_t more, source.read(out.data() + have, want - have));
        if (more == 0) break;
        have += more;
    }
    out.resize(have);
    return out;
}

}  // namespace vigil::import
