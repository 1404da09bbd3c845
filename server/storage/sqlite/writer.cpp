#include "storage/sqlite/writer.h"

#include <sqlite3.h>

#include <atomic>
#include <chrono>

#include "base/waiting.h"
#include "storage/columns.h"

namespace vigil::storage {

namespace {

constexpr std::size_t group_limit = 256;  // change sets in one commit
using Milliseconds = std::chrono::milliseconds;
constexpr int urgent = 4, very_urgent = 8;  // times
constexpr Milliseconds patience{100}, urgent_patience{300}, last_patience{2000};
constexpr int one_try_ms = 20, busy_ms = 10'000;
constexpr std::int64_t page_bytes = 4096;

}  // namespace

struct SqliteWriter::Job {
    const Steps* steps = nullptr;
    const std::function<Status(SqliteConnection&)>* alone = nullptr;
    Result<Applied> answer{};
    std::atomic<int> done = 0;

    void finish() {
        done.store(1, std::memory_order_release);
        done.notify_one();
    }
};

SqliteWriter::SqliteWriter(std::unique_ptr<SqliteConnection> connection, Ears ears)
    : connection_(std::move(connection)), ears_(std::move(ears)) {
    thread_ = std::thread([this] { loop(); });
}

SqliteWriter::~SqliteWriter() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void SqliteWriter::submit(const std::shared_ptr<Job>& job) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(job);
    }
    wake_.notify_one();
    job->done.wait(0, std::memory_order_acquire);
}

Result<Applied> SqliteWriter::apply(const Steps& steps) {
    const auto job = std::make_shared<Job>();
    job->steps = &steps;
    const Waiting waiting;
    submit(job);
    return std::move(job->answer);
}

Status SqliteWriter::alone(const std::function<Status(SqliteConnection&)>& work) {
    const auto job = std::make_shared<Job>();
    job->alone = &work;
    submit(job);
    if (!job->answer) return std::unexpected(std::move(job->answer).error());
    return {};
}

// A transaction that ends in a fault is rolled back.
Status SqliteWriter::rehearse(const Steps& steps) {
    bool went_well = false;
    Status done = alone([&](SqliteConnection&) -> Status {
        VIGIL_DO(read_last_seq(steps));
        auto applied = run_steps(steps);
        last_seq_ = -1;
        if (!applied) return std::unexpected(std::move(applied).error());
        went_well = true;
        return fail(FaultKind::refused, "rehearsed");
    });
    return went_well ? Status() : done;
}

void SqliteWriter::restart_wal(int times) {
    std::unique_lock lock(mutex_);
    restart_ = times;
    wake_.notify_one();
    restarted_.wait(lock, [this] { return !restart_; });
}

// At most one group; the lock is held.
std::deque<std::shared_ptr<SqliteWriter::Job>> SqliteWriter::take_waiting() {
    std::deque<std::shared_ptr<Job>> jobs;
    while (!waiting_.empty() && jobs.size() < group_limit) {
        jobs.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    return jobs;
}

void SqliteWriter::loop() {
    for (;;) {
        std::deque<std::shared_ptr<Job>> jobs;
        std::optional<int> restart;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stop_ || restart_ || !waiting_.empty(); });
            if (waiting_.empty() && !restart_ && stop_) return;
            restart = restart_;
            jobs = take_waiting();
        }
        work_off(jobs);
        if (!restart) continue;
        try_restart(*restart);
        {
            const std::lock_guard lock(mutex_);
            restart_.reset();
        }
        restarted_.notify_all();
    }
}

// A reader may hold its view until its own write is done: between two tries what waits is written.
void SqliteWriter::try_restart(int times) {
    const bool hold = times >= urgent;
    if (hold) ears_.hold_readers(true);
    const auto until = std::chrono::steady_clock::now() + (times >= very_urgent ? last_patience
                                                           : hold               ? urgent_patience
                                                                                : patience);
    sqlite3_busy_timeout(connection_->handle(), one_try_ms);
    while (sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_RESTART,
                                     nullptr, nullptr) == SQLITE_BUSY &&
           std::chrono::steady_clock::now() < until) {
        std::deque<std::shared_ptr<Job>> jobs;
        {
            const std::lock_guard lock(mutex_);
            jobs = take_waiting();
        }
        sqlite3_busy_timeout(connection_->handle(), busy_ms);
        work_off(jobs);
        sqlite3_busy_timeout(connection_->handle(), one_try_ms);
    }
    sqlite3_busy_timeout(connection_->handle(), busy_ms);
    if (hold) ears_.hold_readers(false);
}

void SqliteWriter::work_off(std::deque<std::shared_ptr<Job>>& jobs) {
    std::deque<std::shared_ptr<Job>> group;
    const auto commit_group = [&] {
        if (group.empty()) return;
        if (Status done = run_group(group); !done) {
            // Nothing of it is there; those that had failed by themselves keep their own answer.
            (void)connection_->execute("rollback");
            last_seq_ = -1;
            for (const auto& job : group)
                if (job->answer) job->answer = std::unexpected(done.error());
        }
        for (const auto& job : group) job->finish();
        group.clear();
        ears_.wal_grew(connection_->wal_pages() * page_bytes);
    };
    for (auto& job : jobs) {
        if (!job->alone) {
            group.push_back(job);
            continue;
        }
        commit_group();
        run_alone(*job);
        job->finish();
    }
    commit_group();
}

void SqliteWriter::run_alone(Job& job) {
    last_seq_ = -1;
    Status done = connection_->execute("begin immediate");
    if (done) done = (*job.alone)(*connection_);
    if (done) done = connection_->execute("commit");
    if (done) return;
    (void)connection_->execute("rollback");
    job.answer = std::unexpected(std::move(done).error());
}

// Another process may have written in between: `pragma data_version` changes with it. While we are in a
// transaction nobody can.
Status SqliteWriter::learn_last_seq(const std::deque<std::shared_ptr<Job>>& jobs) {
    VIGIL_TRY(const std::int64_t version, connection_->number("pragma data_version"));
    if (version != data_version_) last_seq_ = -1;
    data_version_ = version;
    if (last_seq_ >= 0) return {};
    for (const auto& job : jobs) {
        VIGIL_DO(read_last_seq(*job->steps));
        if (last_seq_ >= 0) break;
    }
    return {};
}

// Where the steps write to the journal.
Status SqliteWriter::read_last_seq(const Steps& steps) {
    for (const Step& step : steps.steps) {
        if (step.seq_cell < 0) continue;
        VIGIL_TRY(last_seq_, connection_->number("select max(" + quoted_name(journal_seq) +
                                                 ") from " + step.layout->table));
        return {};
    }
    return {};
}

// Mostly nothing fails, and a savepoint for each costs a copy of every page it touches. So first without; only
// when one fails they are begun again, each apart from the others.
Status SqliteWriter::run_group(std::deque<std::shared_ptr<Job>>& jobs) {
    VIGIL_DO(connection_->execute("begin immediate"));
    VIGIL_DO(learn_last_seq(jobs));
    const std::int64_t seq_before = last_seq_;
    for (const auto& job : jobs) {
        job->answer = run_steps(*job->steps);
        if (job->answer) continue;
        // A full disk and its like end the whole transaction.
        if (has_ended()) return std::unexpected(job->answer.error());
        VIGIL_DO(connection_->execute("rollback"));
        last_seq_ = seq_before;
        return jobs.size() == 1 ? Status() : run_apart(jobs);
    }
    return connection_->execute("commit");
}

Status SqliteWriter::run_apart(std::deque<std::shared_ptr<Job>>& jobs) {
    VIGIL_DO(connection_->execute("begin immediate"));
    VIGIL_DO(learn_last_seq(jobs));
    for (const auto& job : jobs) {
        job->answer = run_one(*job->steps);
        if (has_ended())
            return std::unexpected(job->answer ? store_failed("sqlite: transaction ended")
                                               : job->answer.error());
    }
    return connection_->execute("commit");
}

bool SqliteWriter::has_ended() { return sqlite3_get_autocommit(connection_->handle()) != 0; }

Result<Applied> SqliteWriter::run_one(const Steps& steps) {
    const std::int64_t seq_before = last_seq_;
    VIGIL_DO(connection_->execute("savepoint one"));
    Result<Applied> answer = run_steps(steps);
    if (!answer && !has_ended()) {
        last_seq_ = seq_before;
        VIGIL_DO(connection_->execute("rollback to one"));
    }
    if (!has_ended()) VIGIL_DO(connection_->execute("release one"));
    return answer;
}

Result<Applied> SqliteWriter::run_steps(const Steps& steps) {
    Applied applied;
    std::vector<Cell> numbered;
    for (const Step& step : steps.steps) {
        const std::vector<Cell>* cells = &step.cells;
        if (step.seq_cell >= 0) {
            numbered = step.cells;
            numbered[step.seq_cell] = cell_of(++last_seq_);
            applied.last_seq = last_seq_;
            cells = &numbered;
        }
        auto rows = connection_->run(step.text, *cells);
        if (!rows && connection_->broke_unique())
            return std::unexpected(not_unique(*step.layout->entity, connection_->unique_columns()));
        if (!rows) return std::unexpected(std::move(rows).error());
        if (step.counted() && *rows != step.rows_wanted())
            return std::unexpected(changed_meanwhile(*step.layout->entity, step.id));
    }
    return applied;
}

}  // namespace vigil::storage
