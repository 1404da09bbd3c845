#include "in/http/compress.h"

#include <zlib.h>

namespace vigil::http {

namespace {

// Kept per thread: setting up a stream allocates 256 kB, more work than squeezing a small answer.
class Deflater {
  public:
    Deflater() {
        ok_ = deflateInit2(&stream_, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    }
    ~Deflater() {
        if (ok_) deflateEnd(&stream_);
    }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    std::string run(std::string_view bytes) {
        if (!ok_ || deflateReset(&stream_) != Z_OK) return {};
        std::string out(deflateBound(&stream_, bytes.size()), '\0');
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = static_cast<uInt>(out.size());
        if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) return {};
        out.resize(stream_.total_out);
        return out;
    }

  private:
    z_stream stream_{};
    bool ok_ = false;
};

}  // namespace

std::string gzip(std::string_view bytes) {
    if (bytes.size() > (std::size_t{1} << 30)) return {};
    thread_local Deflater deflater;
    return deflater.run(bytes);
}

}  // namespace vigil::http
