// Server-sent events: the application's end of a kept connection.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace vigil::http {

// Thread-safe. Made by a handler, kept by whoever feeds it, handed to Response::events. May be fed
// before the connection has taken it over.
class EventStream {
  public:
    // A client that lets more than `waiting_max` bytes pile up is cut off; it reconnects and resumes
    // by Last-Event-ID.
    static std::shared_ptr<EventStream> make(std::size_t waiting_max = 256 * 1024);
    explicit EventStream(std::size_t waiting_max) : waiting_max_(waiting_max) {}

    // Queues one event; id and event may be empty; data may have several lines. Never waits.
    // False: the stream is closed, or was just closed because the client is too slow.
    bool send(std::string_view id, std::string_view data, std::string_view event = {});
    // What waits is still delivered, then the connection ends.
    void close();
    bool closed() const;
    // Called once, on any thread, when the stream has ended for whatever reason (at once when it has
    // already). It must not wait.
    void on_closed(std::function<void()> callback);

    // For the connection only:
    // `wake` is called on any thread when bytes wait or the stream closed; never after finish().
    void attach(std::function<void()> wake);
    // Moves the waiting bytes to the end of `out`. False: nothing more will come.
    bool take(std::string& out);
    bool too_slow() const;
    void finish();

  private:
    const std::size_t waiting_max_;
    mutable std::mutex mutex_;
    std::string waiting_;
    std::function<void()> wake_;
    std::function<void()> on_closed_;
    bool woken_ = false;
    bool closed_ = false;
    bool ended_ = false;
    bool too_slow_ = false;
};

}  // namespace vigil::http
