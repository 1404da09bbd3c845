// Its own health: /readyz, and /metrics for Prometheus, at the root.
#pragma once

#include <functional>

#include "in/http/api/api.h"
#include "in/http/router.h"
#include "usecases/backups.h"
#include "usecases/mail_server.h"

namespace vigil::http {

struct MailHealth {
    bool configured = false;
    std::int64_t failed = 0, waiting = 0;
    Span oldest;
    std::string trouble;  // why the oldest of those put off was; "" = none was
};

// The mail server, as main looks after it.
struct MailDesk {
    std::function<MailServerInUse()> in_use;
    std::function<Result<Committed>(const Actor&, const MailServerChange&)> keep;
    std::function<Result<Committed>(const Actor&)> forget;
    std::function<Result<MailTrial>(const Actor&, const MailServerChange&, const std::string& to)>
        try_out;
};

struct Health {
    Engine& engine;
    std::function<Result<MailHealth>()> mail;
    std::function<std::string()> server_metrics;  // Prometheus lines of the HTTP server
    // For administrators.
    std::string version, store;  // store: sqlite, postgres
    Moment started_at;
    MailDesk mail_server;
    std::function<Result<std::int64_t>()> search_behind;  // journal rows not yet in the index
    // Where the database is, or the backups; none where that is not known.
    std::function<std::optional<std::int64_t>()> free_bytes;
    BackupPlace backups;
};

// `health` must outlive the router.
void add_health_routes(Router& router, Health& health);

// How mail does, as GET /mail and GET /health say it.
std::string mail_state_json(const Health& health, const MailHealth& mail);

// GET /health, GET and POST /backups and GET /backups/{name} under /api/v1, for administrators. Both must outlive the
// router.
void add_house_routes(Router& router, Api& api, const Health& health);
// GET /mail, POST /mail/test, GET /mail/messages/{id}; GET, PUT and DELETE /mail/server.
void add_mail_routes(Router& router, Api& api, const Health& health);

}  // namespace vigil::http
