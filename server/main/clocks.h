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

  private:
    std::atomic<std::int64_t> us_;
};

}  // namespace vigil
