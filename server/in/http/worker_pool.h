// Threads that run jobs from one bounded queue.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace vigil::http {

class Job {
  public:
    virtual ~Job() = default;
    // Must not throw.
    virtual void run() = 0;
};

class WorkerPool {
  public:
    WorkerPool(unsigned threads, std::size_t queue_max);
    ~WorkerPool() { stop(); }

    // False when the queue is full or the pool stopped. `even_if_full` is for work already begun.
    bool submit(std::shared_ptr<Job> job, bool even_if_full = false);
    // Jobs waiting.
    std::size_t depth() const;
    // Drops what waits, lets what runs finish, ends the threads.
    void stop();

  private:
    void work();

    const std::size_t queue_max_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::shared_ptr<Job>> jobs_;
    std::size_t sleeping_ = 0;
    bool waking_ = false;  // a thread has been woken and has not arrived yet
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace vigil::http
