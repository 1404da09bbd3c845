#include "in/http/server.h"

#include <thread>
#include <utility>

#include "in/http/core.h"
#include "in/http/io_thread.h"

namespace vigil::http {

struct Server::Impl {
    Impl(ServerOptions options, Router router, StaticFiles files)
        : core(std::move(options), std::move(router), std::move(files)) {}

    Core core;
    std::vector<std::unique_ptr<IoThread>> threads;
    std::uint16_t port = 0;
    bool running = false;
};

Server::Server(ServerOptions options, Router router, StaticFiles files)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(router), std::move(files))) {}

Server::~Server() { stop(Millis(0)); }

Status Server::start() {
    auto& core = impl_->core;
    VIGIL_DO(check_port_free(core.options.address, core.options.port));
    impl_->port = core.options.port;
    for (unsigned i = 0; i < std::max(1u, core.options.io_threads); ++i) {
        auto thread = std::make_unique<IoThread>(core);
        VIGIL_TRY(impl_->port, thread->listen(impl_->port));
        impl_->threads.push_back(std::move(thread));
    }
    for (auto& thread : impl_->threads) thread->start();
    impl_->running = true;
    core.ready = true;
    return {};
}

std::uint16_t Server::port() const { return impl_->port; }

void Server::stop(Millis grace) {
    if (!impl_->running) return;
    impl_->running = false;
    auto& core = impl_->core;
    core.ready = false;
    core.stopping = true;
    for (auto& thread : impl_->threads) thread->begin_stop();
    // Polled: it happens once in the server's life, and a signal from the last connection would have
    // to cross threads at every close.
    const auto until = std::chrono::steady_clock::now() + grace;
    while (core.metrics.connections > 0 && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(std::min(Millis(5), grace));
    }
    for (auto& thread : impl_->threads) thread->cut();
    core.work.stop();
    core.secret.stop();
    for (auto& thread : impl_->threads) thread->join();
}

void Server::set_ready(bool ready) { impl_->core.ready = ready; }

MetricsSnapshot Server::metrics() const {
    auto snapshot = impl_->core.metrics.read();
    snapshot.queue_depth = impl_->core.work.depth();
    snapshot.secret_queue_depth = impl_->core.secret.depth();
    return snapshot;
}

}  // namespace vigil::http
