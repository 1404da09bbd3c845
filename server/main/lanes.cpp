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
    const std::chrono::microseconds rest(rest_.us);
    auto rested = std::chrono::steady_clock::now();
    while (true) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait_until(lock, rested, [&] { return stopping_; });
            wake_.wait_for(lock, std::chrono::microseconds(pause.us),
                           [&] { return rung_ || stopping_; });
            if (stopping_) return;
            rung_ = false;
        }
        pause = work_();
        rested = std::chrono::steady_clock::now() + rest;
    }
}

}  // namespace vigil
