// The one thread that writes. All change sets that wait are committed together; where one fails, each gets a
// savepoint of its own, so that it does not undo the others. Nobody is answered before the commit.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "storage/sqlite/connection.h"
#include "storage/steps.h"

namespace vigil::storage {

class SqliteWriter {
  public:
    // Both are called on the writer's thread.
    struct Ears {
        std::function<void(std::int64_t)> wal_grew;  // its length in bytes, after each commit
        std::function<void(bool)> hold_readers;      // no new views from now on; again as before
    };
    SqliteWriter(std::unique_ptr<SqliteConnection> connection, Ears ears);
    // Finishes what waits.
    ~SqliteWriter();

    // Blocks until durable. Thread-safe.
    Result<Applied> apply(const Steps& steps);
    // The same, and takes it back.
    Status rehearse(const Steps& steps);
    // Runs `work` alone on the writer's thread in one transaction of its own (shaping).
    Status alone(const std::function<Status(SqliteConnection&)>& work);
    // Has the next write begin the WAL anew: the writer moves what little is left of it into the file and
    // waits for readers, the longer the more times it is as long as it should be: at most 100 ms; from
    // 4 times on 300 ms, and new views wait meanwhile; from 8 times on 2 s. What waits to be written
    // is written in between. Blocks until it was tried.
    void restart_wal(int times);

  private:
    struct Job;
    void loop();
    void work_off(std::deque<std::shared_ptr<Job>>& jobs);
    Status run_group(std::deque<std::shared_ptr<Job>>& jobs);
    Status run_apart(std::deque<std::shared_ptr<Job>>& jobs);
    bool has_ended();  // the transaction, by itself
    Result<Applied> run_one(const Steps& steps);
    Result<Applied> run_steps(const Steps& steps);
    Status learn_last_seq(const std::deque<std::shared_ptr<Job>>& jobs);
    Status read_last_seq(const Steps& steps);
    void run_alone(Job& job);
    void try_restart(int times);
    std::deque<std::shared_ptr<Job>> take_waiting();
    void submit(const std::shared_ptr<Job>& job);

    std::unique_ptr<SqliteConnection> connection_;
    Ears ears_;
    std::int64_t last_seq_ = -1;  // of the journal; -1 = not known yet
    std::int64_t data_version_ = -1;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::shared_ptr<Job>> waiting_;
    std::optional<int> restart_;  // asked for, with that many times
    std::condition_variable restarted_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace vigil::storage
