// Its own health: /readyz, and /metrics for Prometheus, at the root.
#pragma once

#include <functional>

#include "in/http/api/api.h"
#include "in/http/router.h"
#include "usecases/backups.h"

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
    // For administrators.
    std::string version, store;  // store: sqlite, postgres
    Moment started_at;
    std::string mail_server;  // host and port, nothing secret; empty = none
    std::string mail_from;
    std::function<Result<std::int64_t>()> search_behind;  // journal rows not yet in the index
    // Where the database is, or the backups; none where that is not known.
    std::function<std::optional<std::int64_t>()> free_bytes;
    BackupPlace backups;
};

// `health` must outlive the router.
void add_health_routes(Router& router, Health& health);

// GET /health, GET and POST /backups, GET /mail, POST /mail/test and GET /mail/messages/{id} under /api/v1, for
// administrators. Both must outlive the router.
void add_house_routes(Router& router, Api& api, const Health& health);

}  // namespace vigil::http
