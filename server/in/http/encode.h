// A response as bytes on the wire.
#pragma once

#include <string>

#include "in/http/request.h"
#include "in/http/response.h"

namespace vigil::http {

// What was asked, as far as it shapes the bytes.
struct EncodeHints {
    bool head_only = false;  // HEAD: the header of the answer without its body
    bool keep_alive = true;
    bool gzip = false;    // the client takes it
    bool chunked = true;  // false for HTTP/1.0: a long body ends with the connection
};

struct Outgoing {
    int status = 0;
    std::string bytes;   // header, and the body unless it is shared
    SharedBytes shared;  // follows `bytes`
    bool keep_alive = true;
    std::shared_ptr<EventStream> stream;
    std::string stream_key;
    Pull pull;
    bool chunked = false;
};

// Adds Date, length, connection, security headers, and squeezes JSON and CSV above 1 kB.
Outgoing encode(Response response, const EncodeHints& hints);

// Wraps a piece of a chunked body; the empty piece ends it.
void append_chunk(std::string& out, std::string_view piece);

}  // namespace vigil::http
