#include "in/http/worker_pool.h"

#include <system_error>
#include <utility>

namespace vigil::http {

WorkerPool::WorkerPool(unsigned threads, std::size_t queue_max, unsigned waiting_max)
    : at_once_(threads), queue_max_(queue_max), threads_max_(threads + waiting_max) {
    const std::lock_guard lock(mutex_);
    for (unsigned i = 0; i < threads; ++i) add_thread();
}

// The lock is held.
void WorkerPool::add_thread() {
    Bed& bed = beds_.emplace_back();
    threads_.emplace_back([this, &bed] { work(bed); });
}

// Somebody for the next job, if there is one and it may be begun. One thread is on its way at most: it calls the
// next if there is more to do. Waking one per job costs a system call each and has them fight over short
// jobs. The lock is held; the caller wakes whom it is given when he has let go of it.
WorkerPool::Bed* WorkerPool::call_one() {
    if (jobs_.empty() || calling_ || stopping_ || working_ >= at_once_) return nullptr;
    if (!sleepers_.empty()) {
        Bed* const one = sleepers_.back();
        sleepers_.pop_back();
        one->called = calling_ = true;
        return one;
    }
    if (threads_.size() < threads_max_) {
        try {
            add_thread();
            calling_ = true;
        } catch (const std::system_error&) {  // none to be had: who comes back takes the job
        }
    }
    return nullptr;
}

bool WorkerPool::submit(std::shared_ptr<Job> job, bool even_if_full) {
    Bed* one;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || (jobs_.size() >= queue_max_ && !even_if_full)) return false;
        jobs_.push_back(std::move(job));
        one = call_one();
    }
    if (one) one->wake.notify_one();
    return true;
}

void WorkerPool::sleep(Bed& bed, std::unique_lock<std::mutex>& lock) {
    sleepers_.push_back(&bed);
    bed.wake.wait(lock, [&] { return bed.called || stopping_; });
    if (bed.called)
        bed.called = calling_ = false;
    else
        std::erase(sleepers_, &bed);
}

void WorkerPool::work(Bed& bed) {
    ThreadLender::of_this_thread = this;
    std::unique_lock lock(mutex_);
    calling_ = false;  // one that has just been made has been called
    while (true) {
        if (jobs_.empty() || working_ >= at_once_) {
            if (stopping_) return;
            sleep(bed, lock);
            continue;
        }
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        ++working_;
        Bed* const next = call_one();
        lock.unlock();
        if (next) next->wake.notify_one();
        job->run();
        job.reset();
        lock.lock();
        --working_;
    }
}

void WorkerPool::wait_begins() noexcept {
    Bed* one;
    {
        const std::lock_guard lock(mutex_);
        --working_;
        one = call_one();
    }
    if (one) one->wake.notify_one();
}

void WorkerPool::wait_ends() noexcept {
    const std::lock_guard lock(mutex_);
    ++working_;
}

std::size_t WorkerPool::depth() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
}

void WorkerPool::stop() {
    std::deque<std::shared_ptr<Job>> dropped;  // destroyed outside the lock
    std::vector<std::thread> threads;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        dropped.swap(jobs_);
        threads.swap(threads_);
        for (Bed* const one : sleepers_) one->wake.notify_one();
    }
    for (auto& thread : threads) thread.join();
}

}  // namespace vigil::http
