// Fuzzing of what strangers send: request bytes in pieces, targets, cookies, weights, JSON strings.
// clang++ -fsanitize=fuzzer,address,undefined; the first byte says how long the pieces are.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/json_text.h"
#include "base/text.h"
#include "in/http/accept.h"
#include "in/http/cookies.h"
#include "in/http/json_writer.h"
#include "in/http/parser.h"

namespace {

using namespace vigil;
using namespace vigil::http;

void must(bool condition) {
    if (!condition) std::abort();
}

void check_path(const std::string& path) {
    must(path == "*" || path.starts_with('/'));
    must(path.find("//") == std::string::npos && path.find('\0') == std::string::npos);
    must(path.find("/../") == std::string::npos && !path.ends_with("/.."));
    must(valid_utf8(path));
}

struct Outcome {
    int requests = 0;
    std::size_t used = 0;
    std::string bodies;
    int status = 0;
};

// As a session does it: what was not used is given again with more behind it.
Outcome read_all(std::string_view bytes, std::size_t piece) {
    constexpr std::size_t body_max = 4096, room_max = 64 * 1024;
    RequestParser parser({.header_max = 2048, .url_max = 512, .fields_max = 32});
    Outcome out;
    std::size_t given = 0;
    while (true) {
        must(given - out.used <= room_max || given == bytes.size());
        const auto step = parser.feed(bytes.substr(out.used, given - out.used));
        must(step.used <= given - out.used);
        out.used += step.used;
        if (step.state == RequestParser::State::failed) {
            out.status = parser.fault().status;
            must(out.status >= 400 && out.status < 600);
            return out;
        }
        if (step.state == RequestParser::State::head_ready) {
            check_path(parser.request().path);
            must(parser.request().headers.size() <= 32);
            parser.take_body(body_max);
        } else if (step.state == RequestParser::State::done) {
            ++out.requests;
            must(parser.request().body.size() <= body_max);
            out.bodies += parser.request().body + "|";
            parser.reset();
        } else {
            if (given == bytes.size()) return out;
            given = std::min(given + piece, bytes.size());
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t piece = data[0] % 64 + 1;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);

    // However the bytes arrive, the same requests must come out: else two readers could disagree.
    const auto whole = read_all(text, text.size() + 1);
    const auto pieces = read_all(text, piece);
    if (whole.status == 0) {
        must(pieces.status == 0);
        must(pieces.requests == whole.requests && pieces.bodies == whole.bodies);
    } else {
        must(pieces.requests == whole.requests && whole.bodies == pieces.bodies);
    }

    if (auto target = parse_target(text)) check_path(target->path);
    parse_query(text);
    find_cookie(text, "vigil");
    Request request;
    request.headers.add("Accept-Encoding", text);
    accepts_gzip(request);
    must(!choose_language(text, {"en", "zh-CN"}).empty());
    std::string json;
    append_json_text(json, text);
    must(valid_utf8(json));
    return 0;
}
