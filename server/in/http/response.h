// What a handler answers. Built by the named makers; the server adds date, length, security headers,
// compression, and `Cache-Control: no-store` where nothing else was said.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigil::http {

class EventStream;

// Bytes that never change while the response is being sent; `keeper` owns them (empty: they are static).
struct SharedBytes {
    std::string_view bytes;
    std::shared_ptr<const void> keeper;
};

// Appends the next piece of a long body to `out`; false when that was the last one. Runs on the
// worker pool, each time the client has taken the piece before. It may throw: the connection is then
// cut, so that the client sees a broken answer and not a short one.
using Pull = std::function<bool(std::string& out)>;

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    SharedBytes shared;                   // used instead of body when not empty
    std::shared_ptr<EventStream> stream;  // server-sent events
    std::string stream_key;               // whose stream it is, for the limit per user
    Pull pull;                            // a long body, made piece by piece

    static Response json(std::string body, int status = 200);
    static Response text(std::string body, int status = 200);
    static Response empty(int status = 204);
    static Response bytes(SharedBytes bytes, std::string_view content_type, int status = 200);
    // The connection stays open and carries what is sent to the stream. At most
    // ServerOptions::streams_per_key connections per key; more are answered 429.
    static Response events(std::shared_ptr<EventStream> stream, std::string key);
    static Response chunks(Pull pull, std::string_view content_type);

    // Replaces a header of that name. Values with CR, LF or NUL are cut there (no header injection).
    Response& set(std::string_view name, std::string_view value);
    // Adds beside headers of that name (Set-Cookie).
    Response& add(std::string_view name, std::string_view value);
    const std::string* find(std::string_view name) const;
};

std::string_view reason_phrase(int status);

}  // namespace vigil::http
