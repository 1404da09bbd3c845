// One network thread: its own event loop, its own listening socket, its own connections.
#pragma once

#include <cstdint>
#include <memory>

#include "base/result.h"
#include "in/http/core.h"

namespace vigil::http {

class IoThread {
  public:
    explicit IoThread(Core& core);
    // After join(), or never started.
    ~IoThread();

    // Several threads listen on one address; the kernel spreads the connections (SO_REUSEPORT).
    // Port 0 takes a free one. Answers the port.
    Result<std::uint16_t> listen(std::uint16_t port);
    void start();
    // Any thread: accept no more, end what is idle.
    void begin_stop();
    // Any thread: end every connection now.
    void cut();
    // Waits until all connections have ended and the thread with them. After cut().
    void join();

    struct Impl;  // named by its own .cpp only

  private:
    std::unique_ptr<Impl> impl_;
};

// Refused when another program listens there: SO_REUSEPORT alone would silently share the port with it.
Status check_port_free(const std::string& address, std::uint16_t port);

}  // namespace vigil::http
