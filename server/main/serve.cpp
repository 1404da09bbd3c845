#include "main/serve.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <filesystem>

#include "base/embedded.h"
#include "base/secrets.h"
#include "in/http/api/api.h"
#include "in/http/api/health_api.h"
#include "in/http/api/search_api.h"
#include "in/http/server.h"
#include "in/import/background.h"
#include "main/demo/demo.h"
#include "main/job_lane.h"
#include "main/lanes.h"
#include "main/log.h"
#include "main/post.h"
#include "main/search_lane.h"
#include "usecases/backups.h"
#include "usecases/follow_search.h"
#include "usecases/jobs.h"
#include "usecases/purge.h"
#include "usecases/set_up.h"
#include "usecases/ship_declarations.h"
#include "watch/tick.h"

namespace vigil {

namespace {

constexpr const char* demo_password = "vigil-demo";

http::StaticFiles site() {
    std::vector<http::StaticFile> files;
    const auto embedded = embedded_site();
    for (const auto& file : embedded) {
        if (file.path.ends_with(".gz") || file.path.starts_with(".vite/")) continue;
        std::string_view packed;
        for (const auto& other : embedded)
            if (other.path == std::string(file.path) + ".gz") packed = other.bytes;
        files.push_back({"/" + std::string(file.path), file.bytes, packed});
    }
    return http::StaticFiles(files);
}

// What the command line and vigil.toml say about serving.
struct ServiceOptions {
    http::ServerOptions server;
    std::string public_url;
    bool is_postgres = false;
    SetUpKey setup_key;
    std::string folder;  // where the data lies, or else the backups; may be empty
    BackupPlace backups;
};

Status read_address(const std::string& text, http::ServerOptions& server) {
    const auto colon = text.rfind(':');
    int port = -1;
    if (colon != std::string::npos) port = std::atoi(text.c_str() + colon + 1);
    if (port < 0 || port > 65535)
        return fail(FaultKind::malformed, "usage", "--listen wants HOST:PORT",
                    {{"what", "--listen"}});
    server.address = text.substr(0, colon);
    server.port = std::uint16_t(port);
    return {};
}

Status read_limits(const Options& options, http::ServerOptions& server) {
    const auto read = [&](std::string_view key, auto& limit, std::int64_t most) -> Status {
        VIGIL_TRY(const auto chosen, options.number(key, std::int64_t(limit), most));
        limit = std::remove_reference_t<decltype(limit)>(chosen);
        return {};
    };
    VIGIL_DO(read("limits.workers", server.workers, 256));
    VIGIL_DO(read("limits.connections", server.connections_max, 1'000'000));
    VIGIL_DO(read("limits.uploads", server.uploads_max, 10'000));
    return read("limits.streams", server.streams_max, 1'000'000);
}

// Beside SQLite's file unless something else is said; beside PostgreSQL only where it is said.
Status read_places(const Options& options, ServiceOptions& service) {
    const std::string data = options.get("data", "store.data", "data");
    service.is_postgres = !options.get("database", "store.database").empty();
    service.backups.folder =
        options.get({}, "store.backups", service.is_postgres ? "" : data + "/backups");
    service.backups.ending = service.is_postgres ? ".dump" : ".db";
    service.backups.check =
        service.is_postgres ? storage::check_postgres_backup : storage::check_sqlite_backup;
    service.folder = service.is_postgres ? service.backups.folder : data;
    return {};
}

Result<ServiceOptions> service_options(const Options& options) {
    ServiceOptions service;
    auto& server = service.server;
    VIGIL_DO(read_address(options.get("listen", "server.listen", "127.0.0.1:8080"), server));
    VIGIL_DO(read_limits(options, server));
    service.public_url =
        options.get("public-url", "server.public_url",
                    "http://" + server.address + ":" + std::to_string(server.port));
    VIGIL_DO(read_places(options, service));
    return service;
}

// Blocks SIGINT and SIGTERM in every thread started from here on; the main thread waits for them.
sigset_t block_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signal(SIGPIPE, SIG_IGN);
    return set;
}

constexpr Span watch_gathers{50'000};  // one look of the watch for many commits

// Everything that runs while the company is served, in the order it is stopped.
class Service {
  public:
    Service(House& house, Post& post, SearchIndex& index, const Log& log, const Words& words,
            const ServiceOptions& options)
        : house_(house),
          post_(post),
          index_(index),
          log_(log),
          search_(house.engine(), index, log.errors()),
          events_(house.engine()),
          jobs_(house.engine(), words, log.errors()),
          watch_([this] { return watch_round(); }, watch_gathers),
          company_([this] { return company_round(); }),
          purge_([this] { return purge_round(); }),
          api_{house.engine(), words, events_, api_options(options, words)},
          health_(health_of(options)),
          server_(server_options(words, options), router(), site()) {
        house.engine().bell.journaled = [this] {
            events_.ring();
            search_.ring();
            watch_.ring();
        };
        house.engine().bell.outbox = [this] { post_.ring(); };
        house.engine().bell.jobs = [this] { jobs_.ring(); };
    }

    Status start() {
        events_.start();
        search_.start();
        jobs_.start();
        company_.start();
        purge_.start();
        // With the test clock time stands still: things fall due only when it is put forward.
        if (!house_.test_clock()) {
            watch_.start();
            post_.start();
        }
        VIGIL_DO(server_.start());
        server_.set_ready(true);
        return {};
    }
    void stop() {
        server_.set_ready(false);
        server_.stop(http::Millis(10'000));
        jobs_.stop();
        company_.stop();
        purge_.stop();
        watch_.stop();
        post_.stop();
        search_.stop();
        events_.stop();
        house_.engine().bell = {};
    }
    std::uint16_t port() const { return server_.port(); }
    // Whether it ends because it must, and not because somebody wished it to.
    bool has_failed() const { return has_failed_; }

  private:
    http::ApiOptions api_options(const ServiceOptions& options, const Words& words) {
        http::ApiOptions api;
        api.public_url = options.public_url;
        api.version = VIGIL_VERSION;
        api.secure_cookies = api.public_url.starts_with("https:");
        api.setup_key = options.setup_key;
        api.has_mail = [this] { return post_.has_server(); };
        api.preview_import = [this, &words](const Actor& actor, const std::string& ask) {
            return import::preview_upload(house_.engine(), actor, words, ask);
        };
        api.enqueue_import = [this](const Actor& actor, const std::string& ask) {
            return import::enqueue_import(house_.engine(), actor, ask);
        };
        if (house_.test_clock())
            api.put_forward = [this](Moment to) {
                std::lock_guard one_at_a_time(clock_mutex_);
                return house_.put_forward(to, [this] { return post_.send_due(); });
            };
        return api;
    }
    http::ServerOptions server_options(const Words& words, const ServiceOptions& chosen) {
        http::ServerOptions options = chosen.server;
        options.say = [&words](std::string_view language, std::string_view code,
                               const FaultArgs& args) { return words.text(language, code, args); };
        options.on_error = log_.errors();
        if (log_.writes(LogLevel::debug))
            options.on_access = [this](const http::Access& access) { log_access(access); };
        options.health_routes = false;  // ours say more
        // We speak no TLS ourselves: whoever is reached by https has a front server, and the places that
        // throttles count are its visitors', not its own.
        options.trust_local_proxy = api_.options.secure_cookies;
        return options;
    }
    http::Router router() {
        http::Router router;
        add_api(router, api_);
        add_search_routes(router, api_, index_);
        add_health_routes(router, health_);
        add_house_routes(router, api_, health_);
        add_mail_routes(router, api_, health_);
        return router;
    }
    http::Health health_of(const ServiceOptions& options) {
        http::Health health{
            .engine = house_.engine(),
            .mail = [this] { return mail_health(); },
            .server_metrics = [this] { return http::to_prometheus(server_.metrics()); },
            .version = VIGIL_VERSION,
            .store = options.is_postgres ? "postgres" : "sqlite",
            .started_at = house_.engine().clock.now(),
            .mail_server = mail_desk(),
            .search_behind = [this] { return search_behind(house_.engine(), index_); },
            .free_bytes = [folder = options.folder] { return free_bytes(folder); },
            .backups = options.backups};
        jobs_.add_kind("backup", [place = options.backups](JobTask& task) {
            return run_backup_job(task, place);
        });
        return health;
    }
    http::MailDesk mail_desk() {
        return {
            .in_use = [this] { return post_.in_use(); },
            .keep = [this](const Actor& actor,
                           const MailServerChange& to) { return post_.keep_server(actor, to); },
            .forget = [this](const Actor& actor) { return post_.forget_server(actor); },
            .try_out = [this](const Actor& actor, const MailServerChange& with,
                              const std::string& to) { return post_.try_server(actor, with, to); }};
    }
    static std::optional<std::int64_t> free_bytes(const std::string& folder) {
        std::error_code error;
        if (folder.empty()) return std::nullopt;
        const auto space = std::filesystem::space(folder, error);
        if (error) return std::nullopt;
        return std::int64_t(space.available);
    }
    Result<http::MailHealth> mail_health() {
        VIGIL_TRY(const auto health, post_.health());
        return http::MailHealth{post_.has_server(), health.failed, health.waiting,
                                health.oldest_age, health.trouble};
    }
    // The path alone: what stands behind a ? may name a person.
    void log_access(const http::Access& access) {
        const auto took =
            std::chrono::duration_cast<std::chrono::microseconds>(access.took).count();
        log_.write(LogLevel::debug, "http: " + std::string(to_string(access.request->method)) +
                                        " " + access.request->path + " " +
                                        std::to_string(access.status) + " " + std::to_string(took) +
                                        " us");
    }
    Span watch_round() {
        const auto report = watch::tick(house_.engine());
        if (!report) log_.fault("watch", report.error());
        if (report && report->put_off > 0)
            log_.write(LogLevel::error, "watch: " + std::to_string(report->put_off) +
                                            " promises could not be looked at and wait an hour");
        const auto next = watch::next_due(house_.engine());
        constexpr Span patience = seconds(30);  // other nodes' watches are seen at the latest then
        if (!next || !*next) return patience;
        const Span wait = **next - house_.engine().clock.now();
        return std::clamp(wait, minutes(0), patience);
    }

    // What other nodes, or a command beside us, have changed of the company.
    Span company_round() {
        keep_node();
        const auto done = house_.engine().company.catch_up();
        if (!done) log_.fault("company", done.error());
        const auto built = house_.engine().company.build_indexes();
        if (!built) log_.fault("indexes", built.error());
        return seconds(done && built ? 1 : 5);
    }
    // Two processes of one number would take each other's jobs and mails for those of the dead. We cannot
    // take another number: it stands in what we have in hand.
    void keep_node() {
        const auto kept = house_.store().keep_node();
        if (kept) return;
        log_.fault("node", kept.error());
        if (kept.error().code != "node_lost" || has_failed_.exchange(true)) return;
        log_.write(LogLevel::error,
                   "node: stopping, so that no two processes work under one number");
        ::kill(::getpid(), SIGTERM);
    }
    Span purge_round() {
        const auto done = purge_old(house_.engine());
        if (!done) log_.fault("purge", done.error());
        return minutes(10);
    }

    House& house_;
    Post& post_;
    SearchIndex& index_;
    const Log& log_;
    SearchLane search_;
    http::EventHub events_;
    JobLane jobs_;
    Lane watch_, company_, purge_;
    std::mutex clock_mutex_;
    std::atomic<bool> has_failed_ = false;
    http::Api api_;
    http::Health health_;
    http::Server server_;
};

Result<HouseOptions> house_options(const Options& options) {
    HouseOptions house;
    house.data = options.get("data", "store.data", "data");
    house.database = options.get("database", "store.database");
    house.makes_folder = false;
    house.may_be_bare = !options.has("demo") && !options.has("test-clock");
    if (options.has("test-clock")) house.test_now = SystemClock().now();
    return house;
}

// `serve --demo` on a folder without a company makes one first, in a few dozen seconds, once. It is made in a
// folder beside and moved into place when it is whole, so that one broken off leaves nothing behind.
Status prepare_demo(const Options& options, const HouseOptions& settings, const Log& log) {
    namespace fs = std::filesystem;
    if (!options.has("demo") || !settings.database.empty() ||
        fs::exists(settings.data + "/vigil.db"))
        return {};
    const std::string making = settings.data + ".making";
    std::error_code error;
    fs::remove_all(making, error);
    log.write(LogLevel::info, "making the demo company ...");
    const Moment now = SystemClock().now();
    {
        HouseOptions fast;
        fast.data = making;
        fast.makes_folder = true;
        fast.durable = false;
        fast.test_now = demo_begins(now);
        VIGIL_TRY(const auto house, House::open(fast));
        DemoOptions demo;
        demo.until = now;
        demo.admin_password = demo_password;
        VIGIL_DO(make_demo(*house, demo));
    }
    fs::create_directories(fs::path(settings.data).parent_path(), error);
    fs::remove_all(settings.data, error);  // an empty folder, if any
    fs::rename(making, settings.data, error);
    if (error)
        return fail(FaultKind::unavailable, "store_failed", settings.data + ": " + error.message());
    return {};
}

void tell_demo(House& house, const std::string& url) {
    if (!is_demo(house.engine())) return;
    std::printf("\n  Vigil demo: %s\n  Sales manager: %s   administrator: %s   password: %s\n\n",
                url.c_str(), std::string(demo_manager).c_str(), std::string(demo_admin).c_str(),
                demo_password);
    std::fflush(stdout);
}

// To whoever has started us, and to nobody who reads the log later: who has the link makes the company.
void tell_setup(const std::string& url, const std::string& key) {
    std::printf("\n  Vigil has no company yet. Set it up at %s/setup#%s\n\n", url.c_str(),
                key.c_str());
    std::fflush(stdout);
}

}  // namespace

Result<int> serve(const Options& options) {
    const auto signals = block_signals();
    VIGIL_TRY(const auto words, Words::from_embedded());
    VIGIL_TRY(const auto log, Log::make(options.get({}, "log.level", "info"),
                                        options.get({}, "log.format", "text")));
    VIGIL_TRY(auto chosen, service_options(options));
    VIGIL_TRY(const auto settings, house_options(options));
    VIGIL_DO(prepare_demo(options, settings, log));
    VIGIL_TRY(const auto house, House::open(settings));
    const bool is_new = is_not_set_up(house->engine());
    if (is_new && !settings.may_be_bare) return fail(FaultKind::refused, "no_company");
    if (house->test_clock() && !house->company()->settings.test && !is_demo(house->engine()))
        return fail(FaultKind::refused, "not_a_test_company");
    VIGIL_DO(house->store().serve());
    if (!is_new) VIGIL_DO(ship_declarations(house->engine()));
    VIGIL_DO(fail_interrupted_jobs(house->engine()));
    VIGIL_TRY(const auto post,
              Post::make(*house, words, options, chosen.is_postgres ? "" : chosen.folder,
                         chosen.public_url, log));
    VIGIL_TRY(const auto index, open_search(settings));
    const std::string key = is_new ? new_token() : std::string();
    if (is_new) chosen.setup_key.hash = hash_token(key);
    Service service(*house, *post, *index, log, words, chosen);
    VIGIL_DO(service.start());
    log.write(LogLevel::info, "listening on http://" + chosen.server.address + ":" +
                                  std::to_string(service.port()));
    tell_demo(*house, chosen.public_url);
    if (is_new) {
        log.write(LogLevel::info, "no company yet: waiting for the link that was printed");
        tell_setup(chosen.public_url, key);
    }
    int caught = 0;
    sigwait(&signals, &caught);
    log.write(LogLevel::info, "stopping");
    service.stop();
    return service.has_failed() ? 1 : 0;
}

}  // namespace vigil
