// The thread that does jobs, one after the other, and clears away what nobody uses any more.
#pragma once

#include <atomic>
#include <functional>
#include <set>

#include "base/words.h"
#include "main/lanes.h"
#include "usecases/jobs.h"

namespace vigil {

class JobLane {
  public:
    // All outlive it. `log` is told faults.
    JobLane(Engine& engine, const Words& words, std::function<void(const std::string&)> log);
    ~JobLane() { stop(); }

    // Before start(): one more kind of job, which somebody else does.
    void add_kind(std::string kind, JobWork work) { kinds_[std::move(kind)] = std::move(work); }
    void start() { lane_.start(); }
    // Waits until the job in hand has come to a good place to leave off; it is failed then.
    void stop();
    void ring() { lane_.ring(); }  // never waits

  private:
    Span round();

    Engine& engine_;
    JobKinds kinds_;
    std::function<void(const std::string&)> log_;
    std::set<Id> suspects_;  // jobs that seem to have lost their process
    std::atomic<bool> stopping_ = false;
    Lane lane_;
};

}  // namespace vigil
