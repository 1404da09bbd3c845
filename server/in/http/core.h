// What all sessions of a server share.
#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "in/http/server.h"
#include "in/http/worker_pool.h"

namespace vigil::http {

// What is to be done with a request whose header has been read.
struct Plan {
    const Route* route = nullptr;  // null: `answer` is there already
    std::optional<Response> answer;
    std::size_t body_max = 64 * 1024;  // without a route the body is read and thrown away
};

// Counts event streams, all together and by key. Thread-safe.
class StreamLimits {
  public:
    StreamLimits(std::size_t all_max, std::size_t key_max) : all_max_(all_max), key_max_(key_max) {}
    bool enter(const std::string& key);
    void leave(const std::string& key);

  private:
    const std::size_t all_max_, key_max_;
    std::mutex mutex_;
    std::size_t all_ = 0;
    std::map<std::string, std::size_t> by_key_;
};

class Core {
  public:
    Core(ServerOptions o, Router r, StaticFiles f);

    // Sets params, language and the trusted proxy's address on the request. Any thread.
    Plan plan(Request& request) const;
    // A refusal of the server's own.
    Response refuse(int status, std::string_view code, std::string_view language) const;
    // Runs the handler; an exception becomes 500 and is logged.
    Response run(const Handler& handler, Request& request) const;
    void log_error(const std::string& text) const;
    WorkerPool& pool(Lane lane) { return lane == Lane::secret ? secret : work; }

    const ServerOptions options;
    const Router router;
    const StaticFiles files;
    Metrics metrics;
    StreamLimits streams;
    WorkerPool work;
    WorkerPool secret;
    std::atomic<bool> ready{false};
    std::atomic<bool> stopping{false};
    std::atomic<std::size_t> uploads{0};

  private:
    std::optional<Response> health(const Request& request) const;
    Response no_route(const Request& request, const std::string& allow) const;
};

}  // namespace vigil::http
