// The system's clock, and the one that stands still until it is put forward (--test-clock).
#pragma once

#include <atomic>

#include "ports/clock.h"

namespace vigil {

class SystemClock : public Clock {
  public:
    Moment now() const override;
};

class TestClock : public Clock {
  public:
    explicit TestClock(Moment now) : us_(now.us) {}
    Moment now() const override { return Moment{us_.load()}; }
    // Never back.
    void put_forward(Moment to);
    // Where it stood when the house was closed; before anything works with it.
    void stand_at(Moment at) { us_ = at.us; }

  private:
    std::atomic<std::int64_t> us_;
};

}  // namespace vigil
