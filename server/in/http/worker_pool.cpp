#include "in/http/worker_pool.h"

#include <utility>

namespace vigil::http {

WorkerPool::WorkerPool(unsigned threads, std::size_t queue_max) : queue_max_(queue_max) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkerPool::submit(std::shared_ptr<Job> job, bool even_if_full) {
    bool wake;
    {
        std::lock_guard lock(mutex_);
        if (stopping_ || (jobs_.size() >= queue_max_ && !even_if_full)) return false;
        jobs_.push_back(std::move(job));
        // One thread is on its way at most: it wakes the next if there is more to do. Waking one per
        // job costs a system call each and has them fight over short jobs.
        wake = sleeping_ > 0 && !waking_;
        if (wake) waking_ = true;
    }
    if (wake) wake_.notify_one();
    return true;
}

void WorkerPool::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        if (jobs_.empty()) {
            if (stopping_) return;
            ++sleeping_;
            wake_.wait(
                lock);  // the loop looks again; `waking_` must fall even when nothing is left
            --sleeping_;
            waking_ = false;
            continue;
        }
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        const bool wake = !jobs_.empty() && sleeping_ > 0 && !waking_;
        if (wake) waking_ = true;
        lock.unlock();
        if (wake) wake_.notify_one();
        job->run();
        job.reset();
        lock.lock();
    }
}

std::size_t WorkerPool::depth() const {
    std::lock_guard lock(mutex_);
    return jobs_.size();
}

void WorkerPool::stop() {
    std::deque<std::shared_ptr<Job>> dropped;  // destroyed outside the lock
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        dropped.swap(jobs_);
    }
    wake_.notify_all();
    for (auto& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

}  // namespace vigil::http
