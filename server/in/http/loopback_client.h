// A raw client for tests: says exactly the bytes it is told, over a true socket.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace vigil::http {

struct RawAnswer {
    int status = 0;
    std::string head;
    std::string body;
    bool has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

class LoopbackClient {
  public:
    explicit LoopbackClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    }
    LoopbackClient(LoopbackClient&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)),
          connected_(other.connected_),
          seen_(std::move(other.seen_)) {}
    ~LoopbackClient() { close(); }

    bool connected() const { return connected_; }
    void close() {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }
    bool say(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    // Until `wanted` has been seen, or false at the end of the connection or after 5 s.
    bool hear_until(std::string_view wanted) {
        while (seen_.find(wanted) == std::string::npos) {
            if (!hear()) return false;
        }
        return true;
    }
    // The server has ended the connection (within 5 s); what it said before stays in seen().
    bool hears_end() {
        while (hear()) {
        }
        return ended_;
    }
    // One answer with Content-Length or without body, taken off the front of seen().
    RawAnswer answer(bool head_only = false) {
        RawAnswer a;
        if (!hear_until("\r\n\r\n")) return a;
        a.head = seen_.substr(0, seen_.find("\r\n\r\n") + 4);
        seen_.erase(0, a.head.size());
        a.status = std::atoi(a.head.c_str() + 9);
        const auto at = a.head.find("Content-Length: ");
        if (at == std::string::npos || head_only) return a;
        const auto size = std::strtoul(a.head.c_str() + at + 16, nullptr, 10);
        while (seen_.size() < size && hear()) {
        }
        a.body = seen_.substr(0, size);
        seen_.erase(0, size);
        return a;
    }
    RawAnswer ask(std::string_view bytes) {
        say(bytes);
        return answer();
    }
    RawAnswer get(std::string_view path, std::string_view headers = {}) {
        return ask("GET " + std::string(path) + " HTTP/1.1\r\nHost: h\r\n" + std::string(headers) +
                   "\r\n");
    }
    const std::string& seen() const { return seen_; }
    int fd() const { return fd_; }

  private:
    bool hear() {
        pollfd waiting{fd_, POLLIN, 0};
        if (::poll(&waiting, 1, 5000) != 1) return false;
        char room[16384];
        const auto n = ::recv(fd_, room, sizeof room, 0);
        if (n <= 0) {
            ended_ = true;
            return false;
        }
        seen_.append(room, static_cast<std::size_t>(n));
        return true;
    }

    int fd_;
    bool connected_ = false;
    bool ended_ = false;
    std::string seen_;
};

}  // namespace vigil::http
