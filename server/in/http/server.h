// The HTTP server: reads requests, runs handlers on a worker pool, writes answers, keeps event streams.
// HTTP/1.1 and 1.0, plain TCP (TLS is a front server's).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "in/http/metrics.h"
#include "in/http/problem.h"
#include "in/http/router.h"
#include "in/http/static_files.h"

namespace vigil::http {

using Millis = std::chrono::milliseconds;

struct Timeouts {
    Millis header{10'000};  // from a request's first byte to the end of its header
    Millis body{30'000};    // for the body, plus a second for each body_bytes_per_s received
    std::size_t body_bytes_per_s = 16 * 1024;
    Millis idle{60'000};       // between requests
    Millis write{30'000};      // without the client taking a byte
    Millis linger{1'000};      // reading on after an answer that ends the connection
    Millis heartbeat{15'000};  // a comment on silent event streams
};

// One line for the access log.
struct Access {
    const Request* request;
    int status;
    std::chrono::nanoseconds took;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one, see Server::port()
    unsigned io_threads = 2;
    unsigned workers = 4;
    unsigned waiting_max = 64;     // further requests that may wait for a commit at a time
    std::size_t queue_max = 1024;  // requests waiting for a worker; more are answered 503
    unsigned secret_workers = 1;
    std::size_t secret_queue_max = 32;
    std::size_t connections_max = 10'000;  // more are answered 503 and closed
    std::size_t streams_max = 5'000;
    std::size_t streams_per_key = 16;
    std::size_t header_max = 16 * 1024;  // bytes of request line and header; 431
    std::size_t url_max = 8 * 1024;      // 414
    std::size_t uploads_max = 16;        // uploads arriving at once; more are answered 503
    std::size_t uploads_per_key = 4;     // of one person; more are answered 429
    std::string upload_folder = "/tmp";  // an existing folder for bodies of upload routes
    Timeouts timeouts;
    std::vector<std::string> languages = {"en", "zh-CN"};
    // Takes X-Forwarded-For (its last entry) and X-Forwarded-Proto from peers on the loopback address.
    bool trust_local_proxy = false;
    bool health_routes = true;  // GET /healthz and /readyz
    // Paths under these never answer the page, but 404.
    std::vector<std::string> no_page_under = {"/api",     "/events", "/healthz", "/readyz",
                                              "/metrics", "/assets", "/f"};
    Say say;                                           // may be empty: codes stand for texts
    std::function<void(const Access&)> on_access;      // any thread; must not wait
    std::function<void(const std::string&)> on_error;  // a handler threw; any thread
};

class Server {
  public:
    Server(ServerOptions options, Router router, StaticFiles files = StaticFiles({}));
    // Stops without grace.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Binds, listens and returns; `unavailable` / address_in_use when it cannot.
    Status start();
    // The port it listens on.
    std::uint16_t port() const;
    // Accepts nothing more, ends idle connections and event streams, lets running requests finish for
    // at most `grace`, then cuts. Waits for handlers that still run: they cannot be interrupted.
    void stop(Millis grace);
    // What /readyz says; true from start() on until stop().
    void set_ready(bool ready);
    MetricsSnapshot metrics() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace vigil::http
