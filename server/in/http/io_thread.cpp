// The only file that sees Boost.Asio. Callbacks, no coroutines (the compiler miscompiles some).
#include "in/http/io_thread.h"

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "in/http/session.h"

namespace vigil::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
// The executor's own type: a type-erased one costs an indirect call per operation.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

// Connections beyond the maximum that still get a 503; above, they are closed without a word.
constexpr std::int64_t refusals_max = 64;

static Fault listen_fault(const error_code& ec, const std::string& where) {
    const bool in_use = ec == asio::error::address_in_use;
    return {FaultKind::unavailable,
            in_use ? "address_in_use" : "cannot_listen",
            where + ": " + ec.message(),
            {{"address", where}}};
}

static Result<tcp::endpoint> endpoint_of(const std::string& address, std::uint16_t port) {
    error_code ec;
    const auto ip = asio::ip::make_address(address, ec);
    if (ec) return std::unexpected(listen_fault(ec, address));
    return tcp::endpoint(ip, port);
}

class SocketWire;

struct Connection {
    std::shared_ptr<Session> session;
    SocketWire* wire;  // the session's own
};

struct IoThread::Impl {
    explicit Impl(Core& c) : core(c), acceptor(io), sweeper(io), accept_again(io) {}

    void accept();
    void accepted(Socket socket);
    void add(Socket socket, bool refused);
    void post(std::shared_ptr<Session> session, Mail mail);
    void read_mail();
    void arm_sweeper();
    void sweep();
    void forget(std::size_t place);
    template <class Act>
    void for_all(const Act& act);

    Core& core;
    asio::io_context io{1};
    Acceptor acceptor;
    Timer sweeper;
    Timer accept_again;
    bool sweeping = false;
    std::vector<Connection> connections;
    std::optional<asio::executor_work_guard<Executor>> alive;
    std::thread thread;

    std::mutex mail_mutex;
    std::vector<std::pair<std::shared_ptr<Session>, Mail>> mail;
    std::vector<std::pair<std::shared_ptr<Session>, Mail>> mail_read;
};

class SocketWire final : public Wire {
  public:
    SocketWire(Socket socket, IoThread::Impl& io) : socket_(std::move(socket)), io_(io) {}

    void belong_to(const std::shared_ptr<Session>& session) { session_ = session; }

    void read(char* room, std::size_t size) override {
        socket_.async_read_some(asio::buffer(room, size),
                                [session = session_.lock()](error_code ec, std::size_t n) {
                                    session->on_read(ec ? 0 : n);
                                });
    }

    std::optional<std::size_t> write(std::string_view first, std::string_view second) override {
        error_code ec;
        const std::array buffers = {asio::buffer(first.data(), first.size()),
                                    asio::buffer(second.data(), second.size())};
        const auto n =
            second.empty() ? socket_.write_some(buffers[0], ec) : socket_.write_some(buffers, ec);
        if (ec == asio::error::would_block || ec == asio::error::try_again) return 0;
        if (ec) return std::nullopt;
        return n;
    }

    void wait_writable() override {
        socket_.async_wait(Socket::wait_write,
                           [session = session_.lock()](error_code) { session->on_writable(); });
    }

    void shutdown_send() override {
        error_code ignored;
        socket_.shutdown(Socket::shutdown_send, ignored);
    }

    void close() override {
        error_code ignored;
        socket_.close(ignored);
        io_.forget(place);
    }

    std::string remote_address() const override {
        error_code ec;
        auto address = socket_.remote_endpoint(ec).address();
        if (ec) return {};
        if (address.is_v6() && address.to_v6().is_v4_mapped()) {
            address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
        }
        return address.to_string();
    }

    void post(Mail mail) override {
        if (auto session = session_.lock()) io_.post(std::move(session), mail);
    }

    std::size_t place = 0;  // in Impl::connections

  private:
    Socket socket_;
    IoThread::Impl& io_;
    std::weak_ptr<Session> session_;
};

// ---- accepting

void IoThread::Impl::accept() {
    acceptor.async_accept(io, [this](error_code ec, Socket socket) {
        if (!acceptor.is_open()) return;
        if (!ec) {
            accepted(std::move(socket));
            return accept();
        }
        // Out of file handles, most likely: trying at once again would only spin.
        accept_again.expires_after(std::chrono::milliseconds(50));
        accept_again.async_wait([this](error_code cancelled) {
            if (!cancelled && acceptor.is_open()) accept();
        });
    });
}

void IoThread::Impl::accepted(Socket socket) {
    const auto open = core.metrics.connections.load(std::memory_order_relaxed);
    const auto most = static_cast<std::int64_t>(core.options.connections_max);
    if (open >= most + refusals_max) {
        core.metrics.connections_refused.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    add(std::move(socket), open >= most);
}

void IoThread::Impl::add(Socket socket, bool refused) {
    error_code ec;
    socket.non_blocking(true, ec);
    if (!ec) socket.set_option(tcp::no_delay(true), ec);
    if (ec) return;
    auto wire = std::make_unique<SocketWire>(std::move(socket), *this);
    auto* bound = wire.get();
    auto session = std::make_shared<Session>(core, std::move(wire));
    bound->belong_to(session);
    bound->place = connections.size();
    connections.push_back({session, bound});
    arm_sweeper();
    if (refused) {
        session->start_refused();
    } else {
        session->start();
    }
}

// ---- mail from workers and event streams

void IoThread::Impl::post(std::shared_ptr<Session> session, Mail what) {
    bool first;
    {
        std::lock_guard lock(mail_mutex);
        first = mail.empty();
        mail.emplace_back(std::move(session), what);
    }
    if (first) asio::post(io, [this] { read_mail(); });
}

void IoThread::Impl::read_mail() {
    {
        std::lock_guard lock(mail_mutex);
        mail_read.swap(mail);
    }
    for (auto& [session, what] : mail_read) session->on_mail(what);
    mail_read.clear();
}

// ---- time: one timer looks at all connections, instead of one timer each

void IoThread::Impl::arm_sweeper() {
    if (sweeping) return;
    sweeping = true;
    const auto& t = core.options.timeouts;
    const auto shortest = std::min({t.header, t.body, t.idle, t.write, t.linger, t.heartbeat});
    sweeper.expires_after(std::clamp(shortest / 4, Millis(2), Millis(250)));
    sweeper.async_wait([this](error_code) {
        sweeping = false;
        sweep();
    });
}

void IoThread::Impl::sweep() {
    const auto now = Session::Clock::now();
    for_all([now](Session& session) { session.on_tick(now); });
    if (!connections.empty()) arm_sweeper();
}

void IoThread::Impl::forget(std::size_t place) {
    if (place + 1 != connections.size()) {
        connections[place] = std::move(connections.back());
        connections[place].wire->place = place;
    }
    connections.pop_back();
}

// From the back: what ends meanwhile is replaced by the last one, which has been visited already.
template <class Act>
void IoThread::Impl::for_all(const Act& act) {
    for (std::size_t i = connections.size(); i-- > 0;) {
        const auto session = connections[i].session;  // outlives its own end
        act(*session);
    }
}

// ---- life

IoThread::IoThread(Core& core) : impl_(std::make_unique<Impl>(core)) {}

IoThread::~IoThread() = default;

Result<std::uint16_t> IoThread::listen(std::uint16_t port) {
    const auto& address = impl_->core.options.address;
    VIGIL_TRY(const auto endpoint, endpoint_of(address, port));
    auto& acceptor = impl_->acceptor;
    error_code ec;
    acceptor.open(endpoint.protocol(), ec);
    if (!ec) acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec) acceptor.set_option(ReusePort(true), ec);
    if (!ec) acceptor.bind(endpoint, ec);
    if (!ec) acceptor.listen(asio::socket_base::max_listen_connections, ec);
    if (ec) return std::unexpected(listen_fault(ec, address + ":" + std::to_string(port)));
    return acceptor.local_endpoint(ec).port();
}

void IoThread::start() {
    impl_->alive.emplace(impl_->io.get_executor());
    impl_->accept();
    impl_->thread = std::thread([this] { impl_->io.run(); });
}

void IoThread::begin_stop() {
    asio::post(impl_->io, [impl = impl_.get()] {
        error_code ignored;
        impl->acceptor.close(ignored);
        impl->accept_again.cancel();
        impl->for_all([](Session& session) { session.on_stop(); });
    });
}

void IoThread::cut() {
    asio::post(impl_->io,
               [impl = impl_.get()] { impl->for_all([](Session& session) { session.close(); }); });
}

void IoThread::join() {
    if (!impl_->thread.joinable()) return;
    asio::post(impl_->io, [impl = impl_.get()] {
        impl->sweeper.cancel();
        impl->alive.reset();
    });
    impl_->thread.join();
}

Status check_port_free(const std::string& address, std::uint16_t port) {
    if (port == 0) return {};
    VIGIL_TRY(const auto endpoint, endpoint_of(address, port));
    asio::io_context io;
    tcp::acceptor acceptor(io);
    error_code ec;
    acceptor.open(endpoint.protocol(), ec);
    if (!ec) acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec) acceptor.bind(endpoint, ec);
    if (!ec) acceptor.listen(1, ec);
    if (ec) return std::unexpected(listen_fault(ec, address + ":" + std::to_string(port)));
    return {};
}

}  // namespace vigil::http
