// A client's socket as a session sees it; io_thread.cpp makes it of Boost.Asio.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigil::http {

// What other threads tell a session.
enum class Mail : std::uint8_t {
    answer,  // a worker has left its answer in the session
    events,  // the event stream has bytes, or has ended
};

// Used on the session's own I/O thread only, but for post().
class Wire {
  public:
    virtual ~Wire() = default;

    // One read at a time; it ends in Session::on_read (0 bytes: the client has closed or vanished).
    // The room stays valid until then.
    virtual void read(char* room, std::size_t size) = 0;
    // Writes as much of both as the socket takes at once; nothing: the connection is broken.
    virtual std::optional<std::size_t> write(std::string_view first, std::string_view second) = 0;
    // Ends in Session::on_writable.
    virtual void wait_writable() = 0;
    virtual void shutdown_send() = 0;
    // No call-back follows but those of operations under way, which find the session closed.
    virtual void close() = 0;
    virtual std::string remote_address() const = 0;
    // Any thread: Session::on_mail will be called on the session's own.
    virtual void post(Mail mail) = 0;
};

}  // namespace vigil::http
