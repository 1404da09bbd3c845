// The threads that work by themselves: the watch's tick and the courier. Each sleeps until the next thing is
// due or a bell rings.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/moment.h"

namespace vigil {

class Lane {
  public:
    // `work` does what is due and answers in how long to look again, at the latest; it must not throw.
    using Work = std::function<Span()>;

    // However often it rings, a round begins no sooner than `rest` after the one before: many rings, one round.
    explicit Lane(Work work, Span rest = {}) : work_(std::move(work)), rest_(rest) {}
    ~Lane() { stop(); }
    void start();
    void stop();  // waits for the round in hand
    void ring();  // look now; never waits

  private:
    void run();

    Work work_;
    const Span rest_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool rung_ = true, stopping_ = false;
    std::thread thread_;
};

}  // namespace vigil
