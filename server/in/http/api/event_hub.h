// Live events by SSE: one thread follows the journal and hands each subscriber what he may see.
#pragma once

#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

#include "in/http/events.h"
#include "usecases/follow_events.h"

namespace vigil::http {

class EventHub {
  public:
    explicit EventHub(Engine& engine) : engine_(engine) {}
    ~EventHub() { stop(); }

    void start();
    void stop();
    // There is something new in the journal. Never waits.
    void ring();
    // The test clock was put forward: all who listen have the time anew, whatever it made happen.
    void tell_time();

    // A stream for this person from now on, or from after `last_seen` when that is not too long ago.
    Result<std::shared_ptr<EventStream>> subscribe(Id user, std::optional<std::int64_t> last_seen);
    std::size_t subscribers() const;

  private:
    struct Subscriber {
        Id user;
        std::shared_ptr<EventStream> stream;
    };
    void run();
    Result<bool> pass_over();
    Status hand_out();
    Status send_to(const Subscriber& subscriber, const std::vector<Event>& events);

    Engine& engine_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::list<Subscriber> subscribers_;
    std::int64_t seen_ = 0;
    bool rung_ = false, stopping_ = false;
    std::thread thread_;
};

}  // namespace vigil::http
