// Threads that run jobs from one bounded queue. Few run at a time; while a job waits for a disk or for another
// server and says so (base/waiting.h), another thread takes its place.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/waiting.h"

namespace vigil::http {

class Job {
  public:
    virtual ~Job() = default;
    // Must not throw.
    virtual void run() = 0;
};

class WorkerPool final : private ThreadLender {
  public:
    // `threads` take jobs at a time; `waiting_max` further ones are made when needed, for those that wait. Whoever
    // has waited goes on at once, so that for moments more than `threads` run; none of them takes a new job then.
    WorkerPool(unsigned threads, std::size_t queue_max, unsigned waiting_max = 0);
    ~WorkerPool() override { stop(); }

    // False when the queue is full or the pool stopped. `even_if_full` is for work already begun.
    bool submit(std::shared_ptr<Job> job, bool even_if_full = false);
    // Jobs waiting.
    std::size_t depth() const;
    // Drops what waits, lets what runs finish, ends the threads.
    void stop();

  private:
    struct Bed {  // of one thread
        std::condition_variable wake;
        bool called = false;
    };
    void add_thread();
    void work(Bed& bed);
    void sleep(Bed& bed, std::unique_lock<std::mutex>& lock);
    Bed* call_one();
    void wait_begins() noexcept override;
    void wait_ends() noexcept override;

    const std::size_t at_once_, queue_max_, threads_max_;
    mutable std::mutex mutex_;
    std::deque<std::shared_ptr<Job>> jobs_;
    std::size_t working_ = 0;     // have a job and do not wait
    std::vector<Bed*> sleepers_;  // the last one is the warmest
    bool calling_ = false;        // a thread has been called and has not arrived yet
    bool stopping_ = false;
    std::deque<Bed> beds_;
    std::vector<std::thread> threads_;
};

}  // namespace vigil::http
