#include "main/lanes.h"

#include <chrono>

namespace vigil {

void Lane::start() {
    thread_ = std::thread([this] { run(); });
}

void Lane::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Lane::ring() {
    {
        std::lock_guard lock(mutex_);
        rung_ = true;
    }
    wake_.notify_one();
}

void Lane::run() {
    Span pause{};
    while (true) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, std::chrono::microseconds(pause.us),
                           [&] { return rung_ || stopping_; });
            if (stopping_) return;
            rung_ = false;
        }
        pause = work_();
    }
}

}  // namespace vigil
