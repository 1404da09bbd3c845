// Turns bytes into a Request, piece by piece, within limits. Strict where two readers could disagree
// (request smuggling): one Content-Length or one "chunked", never both; no folded lines; one Host.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "in/http/request.h"

namespace vigil::http {

struct ParserLimits {
    std::size_t header_max = 16 * 1024;
    std::size_t url_max = 8 * 1024;
    std::size_t fields_max = 128;
};

// Why a request was refused: an HTTP status and a code of the words catalogue.
struct ParseFault {
    int status = 0;
    std::string_view code;
};

// What the header says about the rest.
struct HeadInfo {
    bool http_1_1 = true;
    bool keep_alive = false;
    bool has_body = false;
    bool expect_continue = false;
    std::optional<std::uint64_t> content_length;  // none when chunked or without a body
};

class RequestParser {
  public:
    enum class State { need_more, head_ready, done, failed };
    struct Step {
        State state;
        std::size_t used;  // bytes taken off the front
    };
    // Takes a piece of the body; false: it cannot be stored (answered 503).
    using BodySink = std::function<bool(std::string_view)>;

    explicit RequestParser(ParserLimits limits);
    ~RequestParser();

    // Give what was not used again, with more behind it. Stops once at the end of the header
    // (head_ready): then call take_body and feed on. Bytes behind `done` belong to the next request.
    Step feed(std::string_view bytes);
    // At most `max` bytes of body, into Request::body or, when given, into `sink`.
    void take_body(std::uint64_t max, BodySink sink = {});
    // Whether a request has begun.
    bool begun() const;
    const HeadInfo& head() const;
    // Complete after `done`; after `head_ready` without body.
    Request& request();
    const ParseFault& fault() const;
    // Ready for the next request on the same connection.
    void reset();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace vigil::http
