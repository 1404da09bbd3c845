// A request as a handler sees it: plain values, whole, checked. Nothing of the network library
// shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigil::http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options, other };

std::string_view to_string(Method method);
// Case-sensitive, as RFC 9110 9.1 says; anything unknown is `other`.
Method parse_method(std::string_view text);

// Fields in their order of arrival; names are compared without regard to ASCII case.
class Headers {
  public:
    void add(std::string_view name, std::string_view value);
    // The first field of that name.
    std::optional<std::string_view> find(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    std::size_t size() const { return fields_.size(); }

  private:
    struct Field {
        std::uint32_t begin;
        std::uint32_t name_size;
        std::uint32_t value_size;
    };
    std::string_view name(const Field& f) const;
    std::string_view value(const Field& f) const;

    std::string text_;  // all names and values in one block: one allocation instead of two a field
    std::vector<Field> fields_;
};

// A file of our own that vanishes with this object unless it is released. Movable.
class TempFile {
  public:
    TempFile() = default;
    explicit TempFile(std::filesystem::path path) : path_(std::move(path)) {}
    TempFile(TempFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    TempFile& operator=(TempFile&& other) noexcept;
    ~TempFile() { remove(); }

    const std::filesystem::path& path() const { return path_; }
    // The caller owns the file from now on.
    std::filesystem::path release() { return std::exchange(path_, {}); }

  private:
    void remove() noexcept;
    std::filesystem::path path_;
};

using QueryPairs = std::vector<std::pair<std::string, std::string>>;
using PathParams = std::map<std::string, std::string, std::less<>>;

struct Request {
    Method method = Method::other;
    // Decoded UTF-8; begins with '/', no empty, "." or ".." segment, no trailing '/', no control
    // bytes.
    std::string path;
    QueryPairs query;   // decoded, in the order of the URL
    PathParams params;  // what the route's {names} matched
    Headers headers;
    std::string body;                // empty on upload routes
    std::optional<TempFile> upload;  // upload routes only: the body as it arrived
    std::uint64_t upload_size = 0;   // bytes
    std::string remote;    // address of the peer without port; behind a trusted proxy the client's
    bool secure = false;   // came over TLS (said by a trusted proxy)
    std::string language;  // the one of ServerOptions::languages that Accept-Language likes best

    std::optional<std::string_view> header(std::string_view name) const {
        return headers.find(name);
    }
    // The first value of that name in the query.
    std::optional<std::string_view> query_value(std::string_view name) const;
    std::optional<std::string_view> cookie(std::string_view name) const;
    // Empty when the route has no such name.
    std::string_view param(std::string_view name) const;
};

struct Target {
    std::string path;
    QueryPairs query;
};

// Splits and decodes a request target: origin form ("/a?b=c"), absolute form ("http://h/a") or "*".
// Nothing when a % escape or the UTF-8 is broken, a segment is "." or "..", or a control byte or an
// encoded slash appears in the path: such targets are attacks or mistakes, and guessing is unsafe.
std::optional<Target> parse_target(std::string_view target);

// Decodes "a=1&b=%20+x"; '+' is a space. Nothing when an escape or the UTF-8 is broken.
std::optional<QueryPairs> parse_query(std::string_view text);

// The language out of `offered` that an Accept-Language value prefers (RFC 4647 lookup by prefix);
// the first offered when none fits. `offered` is not empty.
std::string choose_language(std::string_view accept, const std::vector<std::string>& offered);

}  // namespace vigil::http
