// Waits that need no processor (for a disk, for another server) are announced, so that whoever lent the thread
// may let another one work meanwhile. See docs/decisions/waiting_threads.md.
#pragma once

namespace vigil {

// Who lends threads (a pool). Called on the thread that waits.
class ThreadLender {
  public:
    virtual ~ThreadLender() = default;
    virtual void wait_begins() noexcept = 0;
    // Never waits itself: the thread may hold a lock that others want.
    virtual void wait_ends() noexcept = 0;

    // Of the calling thread; null = it is its own.
    static inline thread_local ThreadLender* of_this_thread = nullptr;
};

// The calling thread waits for as long as this lives; one inside another counts once. Whoever waits should hold
// nothing that is scarce (a connection): many more may wait than may work.
class Waiting {
  public:
    Waiting() : lender_(ThreadLender::of_this_thread) {
        ThreadLender::of_this_thread = nullptr;
        if (lender_) lender_->wait_begins();
    }
    ~Waiting() {
        if (lender_) lender_->wait_ends();
        ThreadLender::of_this_thread = lender_;
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

  private:
    ThreadLender* const lender_;
};

}  // namespace vigil
