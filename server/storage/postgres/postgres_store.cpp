#include <atomic>

#include "base/check.h"
#include "base/waiting.h"
#include "storage/columns.h"
#include "storage/open.h"
#include "storage/postgres/backup.h"
#include "storage/postgres/node_lock.h"
#include "storage/postgres/pool.h"
#include "storage/postgres/schema.h"
#include "storage/sql_read_view.h"
#include "storage/steps.h"

namespace vigil::storage {

namespace {

constexpr int tries_after_deadlock = 5;
constexpr int seq_bits = 20;  // journal rows in one transaction

// One snapshot for all that is asked, or each question by itself and without a transaction.
enum class Instant { same, own };

class PgView final : public SqlReadView {
  public:
    PgView(const Shelf& shelf, PgPool& pool, std::int64_t journal_base, Instant instant)
        : SqlReadView(shelf, Dialect::postgres),
          pool_(pool),
          journal_base_(journal_base),
          instant_(instant) {}
    // The answer is read by whoever borrows the connection next.
    ~PgView() override {
        if (lease_ && instant_ == Instant::same) lease_->run_later("commit");
    }

  private:
    Status run(const Sql& sql, const OnRow& on_row) override {
        cells_.clear();
        for (const Value& value : sql.params) cells_.push_back(cell_of(value));
        const PgStatement select{sql.text, &cells_};
        if (!lease_) return begin_with(select, on_row);
        const auto failure = run_on(*lease_, {select}, on_row);
        if (!failure) return {};
        if (failure->lost()) lease_.discard();
        return std::unexpected(fault_of(*failure));
    }

    std::optional<PgFailure> run_on(PgConnection& connection,
                                    const std::vector<PgStatement>& statements,
                                    const OnRow& on_row) {
        const int last = int(statements.size()) - 1;
        return connection.run(statements, [&](int statement, const Row& row) {
            if (statement == last) on_row(row);
        });
    }

    // Begins the snapshot together with the first question, on another connection if this one turns out
    // to be dead: nothing has been read yet.
    Status begin_with(const PgStatement& select, const OnRow& on_row) {
        for (int tries = 0;; ++tries) {
            VIGIL_TRY(lease_, pool_.borrow());
            std::vector<PgStatement> statements;
            if (instant_ == Instant::same)
                statements.push_back({"begin isolation level repeatable read read only"});
            statements.push_back(select);
            const auto failure = run_on(*lease_, statements, on_row);
            if (!failure) return {};
            if (failure->lost()) lease_.discard();
            if (!failure->lost() || tries > 0) return std::unexpected(fault_of(*failure));
            lease_ = {};
        }
    }

    // All transactions below the oldest still running are done, and none will ever join them.
    Result<std::int64_t> journal_bound() override {
        if (bound_) return *bound_;
        std::int64_t oldest = 0;
        VIGIL_DO(run({"select pg_snapshot_xmin(pg_current_snapshot())::text::bigint", {}},
                     [&](const Row& row) { oldest = row.number(0); }));
        bound_ = journal_base_ + (oldest << seq_bits);
        return *bound_;
    }

    PgPool& pool_;
    PgPool::Lease lease_;
    std::vector<Cell> cells_;
    std::int64_t journal_base_;
    Instant instant_;
    std::optional<std::int64_t> bound_;
};

class PostgresStore final : public CatalogueStore {
  public:
    explicit PostgresStore(const PostgresOptions& options)
        : options_(options), readers_(options), writers_(options) {}

    Status connect() {
        VIGIL_DO(node_.take(options_));
        VIGIL_TRY(auto lease, writers_.borrow());
        VIGIL_TRY(journal_base_, journal_base(*lease));
        return {};
    }

    std::unique_ptr<ReadView> read() override {
        return std::make_unique<PgView>(shelf_, readers_, journal_base_, Instant::same);
    }
    std::unique_ptr<ReadView> read_once() override {
        return std::make_unique<PgView>(shelf_, readers_, journal_base_, Instant::own);
    }

    Result<Applied> apply(const ChangeSet& changes) override { return apply(changes, Ending{}); }
    Status rehearse(const ChangeSet& changes) override {
        VIGIL_DO(apply(changes, {"rollback", "ROLLBACK"}));
        return {};
    }

    void use_catalogue(CataloguePtr catalogue) override { shelf_.put(std::move(catalogue)); }

    int node() const override { return node_.number(); }
    Status keep_node() override { return node_.keep(); }
    Result<bool> is_node_held(int node) override { return node_.is_held(node); }

    Status shape(const Catalogue& catalogue) override {
        VIGIL_DO(shape_columns(catalogue));
        return build_indexes(catalogue);
    }
    Status shape_columns(const Catalogue& catalogue) override {
        VIGIL_TRY(auto lease, writers_.borrow());
        VIGIL_DO(storage::shape_columns(*lease, catalogue));
        VIGIL_TRY(journal_base_, journal_base(*lease));
        shelf_.borrow(catalogue);
        return {};
    }
    Status build_indexes(const Catalogue& catalogue) override {
        VIGIL_TRY(auto lease, writers_.borrow());
        return storage::build_indexes(*lease, catalogue);
    }

    Result<Soundness> check(const Catalogue& catalogue) override {
        VIGIL_TRY(auto lease, readers_.borrow());
        return storage::check(*lease, catalogue);
    }

    Status backup(const std::string& path) override { return dump_database(options_.url, path); }

  private:
    // How a transaction is ended, and what the server says to that.
    struct Ending {
        std::string word = "commit", tag = "COMMIT";
    };

    Result<Applied> apply(const ChangeSet& changes, const Ending& ending) {
        VIGIL_TRY(Steps steps, steps_of(changes, shelf_, Dialect::postgres));
        if (steps.steps.empty()) return Applied{};
        if (steps.journal_rows >= 1 << seq_bits)
            return fail(FaultKind::too_large, "too_many_changes", "journal rows in one change set");
        std::int64_t ordinal = 0;
        for (Step& step : steps.steps)
            if (step.seq_cell >= 0) step.cells[step.seq_cell] = cell_of(journal_base_ + ordinal++);
        return apply_steps(steps, ending);
    }

    Result<Applied> apply_steps(const Steps& steps, const Ending& ending) {
        const Waiting waiting;
        VIGIL_TRY(auto lease, writers_.borrow());
        std::vector<PgStatement> statements = {{"begin"}};
        for (const Step& step : steps.steps) statements.push_back({step.text, &step.cells});
        statements.push_back({ending.word});
        for (int tries = 0;; ++tries) {
            Applied applied;
            const auto failure = lease->run(statements, [&](int statement, const Row& row) {
                if (steps.steps[statement - 1].seq_cell >= 0) applied.last_seq = row.number(0);
            });
            if (!failure && lease->command_tag(int(statements.size()) - 1) == ending.tag)
                return applied;
            if (!failure || failure->lost()) {
                lease.discard();
                return std::unexpected(failure ? fault_of(*failure)
                                               : store_failed("postgres: not committed"));
            }
            if (lease->run({{"rollback"}})) lease.discard();
            const bool again = failure->state == "40001" || failure->state == "40P01";
            if (!again || tries >= tries_after_deadlock)
                return std::unexpected(meaning_of(*failure, steps));
        }
    }

    static Fault meaning_of(const PgFailure& failure, const Steps& steps) {
        const int at = failure.at - 1;  // the first is "begin"
        if (at < 0 || std::size_t(at) >= steps.steps.size()) return fault_of(failure);
        const Step& step = steps.steps[at];
        const EntityDef& entity = *step.layout->entity;
        if (failure.state == no_row_state) return changed_meanwhile(entity, step.id);
        if (failure.state == "23505")
            return not_unique(entity, columns_of(entity, failure.constraint));
        return fault_of(failure);
    }

    static std::string columns_of(const EntityDef& entity, const std::string& constraint) {
        for (const WantedIndex& index : wanted_indexes(entity)) {
            if (index.name != constraint) continue;
            std::string columns;
            for (const std::string& column : index.columns)
                columns += (columns.empty() ? "" : ",") + column.substr(column.starts_with('-'));
            return columns;
        }
        return "id";
    }

    PostgresOptions options_;
    Shelf shelf_{Dialect::postgres};
    PgPool readers_, writers_;
    PgNodeLock node_;
    std::atomic<std::int64_t> journal_base_ = 0;
};

}  // namespace

Result<std::unique_ptr<CatalogueStore>> open_postgres(const PostgresOptions& options) {
    auto store = std::make_unique<PostgresStore>(options);
    VIGIL_DO(store->connect());
    return store;
}

}  // namespace vigil::storage
