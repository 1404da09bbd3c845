// Which handler answers a method and path.
#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "in/http/request.h"
#include "in/http/response.h"

namespace vigil::http {

// Synchronous; called by many threads at once; may wait (not in Lane::io). Throwing answers 500.
using Handler = std::function<Response(Request&)>;

// Asked when the header of a request has been read, before its body: answers whose it is (a key that his
// places are counted by), or the refusal, after which the connection ends. On the worker pool; may wait.
using Admission = std::function<std::expected<std::string, Response>(const Request&)>;

// Where a handler runs.
enum class Lane : std::uint8_t {
    work,    // the worker pool
    secret,  // the small pool for password hashing, so that it cannot starve the rest
    io,      // at once on the network thread: for handlers that neither wait nor compute
};

struct RouteOptions {
    Lane lane = Lane::work;
    std::size_t body_max = std::size_t{1} << 20;  // bytes; more is answered 413
    bool upload = false;                          // the body goes to a file (Request::upload)
    Admission admit{};  // upload routes: empty = everybody, counted by his address
};

constexpr std::size_t upload_body_max = std::size_t{25} << 20;
inline RouteOptions upload_route(Admission admit = {}) {
    return {Lane::work, upload_body_max, true, std::move(admit)};
}

struct Route {
    Method method;
    std::string pattern;
    std::vector<std::string> names;  // of the {…} segments, in order
    Handler handler;
    RouteOptions options;
};

struct RouteMatch {
    const Route* route = nullptr;  // null: nothing found
    PathParams params;
    std::string allow;  // when the path is known, but not by this method: value for Allow
};

// Filled before the server starts; only read afterwards.
class Router {
  public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    // Pattern: "/api/v1/{entity}/{id}/{act}". A {name} takes one whole segment; literal segments
    // win. The same method and pattern twice is a bug (checked).
    void add(Method method, std::string_view pattern, Handler handler, RouteOptions options = {});

    // HEAD falls back to GET. A literal pattern that lacks the method leaves it to a {name} that
    // has it.
    RouteMatch find(Method method, std::string_view path) const;

  private:
    struct Node;
    std::unique_ptr<Node> root_;
};

}  // namespace vigil::http
