// Its own health: /readyz, and /metrics for Prometheus, at the root.
#pragma once

#include <functional>

#include "in/http/router.h"
#include "usecases/engine.h"

namespace vigil::http {

struct MailHealth {
    bool configured = false;
    std::int64_t failed = 0, waiting = 0;
    Span oldest;
};

struct Health {
    Engine& engine;
    std::function<Result<MailHealth>()> mail;
    std::function<std::string()> server_metrics;  // Prometheus lines of the HTTP server
};

// `health` must outlive the router.
void add_health_routes(Router& router, Health& health);

}  // namespace vigil::http
