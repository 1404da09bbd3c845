// What all sessions of a server share.
#pragma once

#include <atomic>
#include <cstddef>
#include <expected>
#include <optional>
#include <string>

#include "in/http/open_limits.h"
#include "in/http/server.h"
#include "in/http/worker_pool.h"

namespace vigil::http {

// What is to be done with a request whose header has been read.
struct Plan {
    const Route* route = nullptr;  // null: `answer` is there already
    std::optional<Response> answer;
    std::size_t body_max = 64 * 1024;  // without a route the body is read and thrown away
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
    // Asks a route's admission; an exception becomes 500 and is logged.
    std::expected<std::string, Response> admit(const Admission& ask, const Request& request) const;
    void log_error(const std::string& text) const;
    WorkerPool& pool(Lane lane) { return lane == Lane::secret ? secret : work; }

    const ServerOptions options;
    const Router router;
    const StaticFiles files;
    Metrics metrics;
    OpenLimits streams;
    OpenLimits uploads;
    WorkerPool work;
    WorkerPool secret;
    std::atomic<bool> ready{false};
    std::atomic<bool> stopping{false};

  private:
    std::optional<Response> health(const Request& request) const;
    Response threw(const Request& request, const std::string& what) const;
    Response no_route(const Request& request, const std::string& allow) const;
};

}  // namespace vigil::http
