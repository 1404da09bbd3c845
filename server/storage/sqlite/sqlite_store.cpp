#include <filesystem>

#include "storage/open.h"
#include "storage/sql_read_view.h"
#include "storage/sqlite/checkpointer.h"
#include "storage/sqlite/node_lock.h"
#include "storage/sqlite/readers.h"
#include "storage/sqlite/schema.h"
#include "storage/sqlite/sync_file.h"
#include "storage/sqlite/writer.h"

namespace vigil::storage {

namespace {

class SqliteView final : public SqlReadView {
  public:
    SqliteView(const Shelf& shelf, SqliteReaders& readers)
        : SqlReadView(shelf, Dialect::sqlite), readers_(readers) {}
    ~SqliteView() override {
        if (!connection_) return;
        --views_;
        if (connection_->execute("commit")) readers_.give_back(std::move(connection_));
    }

  private:
    // The snapshot is taken by the first statement.
    Status begin() {
        if (connection_) return {};
        VIGIL_TRY(auto connection, readers_.borrow(views_ > 0));
        VIGIL_DO(connection->execute("begin"));
        connection_ = std::move(connection);
        ++views_;
        return {};
    }

    Status run(const Sql& sql, const OnRow& on_row) override {
        VIGIL_DO(begin());
        VIGIL_TRY(SqliteRun rows, connection_->start(sql.text));
        cells_.clear();
        for (const Value& value : sql.params) cells_.push_back(cell_of(value));
        VIGIL_DO(rows.bind(cells_));
        for (;;) {
            VIGIL_TRY(const bool more, rows.step());
            if (!more) return {};
            on_row(rows);
        }
    }

    // The one writer numbers in the order of commits: nothing is ever overtaken.
    Result<std::int64_t> journal_bound() override { return INT64_MAX; }

    static thread_local int views_;  // of this thread that have a snapshot

    SqliteReaders& readers_;
    std::unique_ptr<SqliteConnection> connection_;
    std::vector<Cell> cells_;
};

thread_local int SqliteView::views_ = 0;

class SqliteStore final : public CatalogueStore {
  public:
    SqliteStore(const SqliteOptions& options, SqliteNodeLock node,
                std::unique_ptr<SqliteConnection> for_writer,
                std::unique_ptr<SqliteConnection> for_checkpoints)
        : options_(options),
          node_(std::move(node)),
          readers_(options),
          checkpointer_(
              std::move(for_checkpoints), options.wal_bytes,
              {[this](int times) { writer_.restart_wal(times); }, [this] { readers_.renew(); }}),
          writer_(std::move(for_writer),
                  {[this](std::int64_t bytes) { checkpointer_.wal_grew(bytes); },
                   [this](bool hold) { hold ? readers_.hold_back() : readers_.let_go(); }}) {}

    // The two threads call each other: the one is stopped while both are there.
    ~SqliteStore() override { checkpointer_.stop(); }

    // Lists name the index they go by, and may name only what is there.
    Status note_indexes() {
        VIGIL_TRY(auto connection, readers_.borrow());
        VIGIL_TRY(auto names, index_names(*connection));
        readers_.give_back(std::move(connection));
        shelf_.note_built(std::move(names));
        return {};
    }

    std::unique_ptr<ReadView> read() override {
        return std::make_unique<SqliteView>(shelf_, readers_);
    }

    Result<Applied> apply(const ChangeSet& changes) override {
        VIGIL_TRY(const Steps steps, steps_of(changes, shelf_, Dialect::sqlite));
        if (steps.steps.empty()) return Applied{};
        return writer_.apply(steps);
    }

    Status rehearse(const ChangeSet& changes) override {
        VIGIL_TRY(const Steps steps, steps_of(changes, shelf_, Dialect::sqlite));
        return steps.steps.empty() ? Status() : writer_.rehearse(steps);
    }

    void use_catalogue(CataloguePtr catalogue) override { shelf_.put(std::move(catalogue)); }

    int node() const override { return node_.number(); }
    // The kernel holds it for as long as we live.
    Status keep_node() override { return {}; }
    Result<bool> is_node_held(int node) override { return node_.is_held(node); }
    Status serve() override { return node_.serve(); }

    Status shape(const Catalogue& catalogue) override {
        VIGIL_DO(shape_columns(catalogue));
        return build_indexes(catalogue);
    }
    Status shape_columns(const Catalogue& catalogue) override {
        VIGIL_DO(writer_.alone(
            [&](SqliteConnection& writer) { return storage::shape_columns(writer, catalogue); }));
        shelf_.borrow(catalogue);
        return note_indexes();
    }
    Status build_indexes(const Catalogue& catalogue) override {
        for (bool more = true; more;)  // others write between two
            VIGIL_DO(writer_.alone([&](SqliteConnection& writer) -> Status {
                VIGIL_TRY(more, build_one_index(writer, catalogue));
                return {};
            }));
        return note_indexes();
    }

    Result<Soundness> check(const Catalogue& catalogue) override {
        VIGIL_TRY(auto connection, SqliteConnection::open(options_, SqliteConnection::Use::read));
        return storage::check(*connection, catalogue);
    }

    Status backup(const std::string& path) override {
        namespace fs = std::filesystem;
        std::error_code error;
        const std::string partial = path + ".partial";
        if (fs::exists(path, error))
            return fail(FaultKind::refused, "backup_exists", path + " is there already");
        fs::remove(partial, error);
        VIGIL_TRY(auto connection, SqliteConnection::open(options_, SqliteConnection::Use::read));
        VIGIL_DO(connection->execute("pragma query_only = off"));
        VIGIL_DO(connection->run("vacuum into ?", {cell_of(std::string_view(partial))}));
        VIGIL_DO(sync_file(partial));
        fs::rename(partial, path, error);
        if (error) return std::unexpected(store_failed("cannot rename " + partial));
        return sync_file(path);
    }

  private:
    SqliteOptions options_;
    SqliteNodeLock node_;
    Shelf shelf_{Dialect::sqlite};
    SqliteReaders readers_;
    SqliteCheckpointer checkpointer_;
    SqliteWriter writer_;
};

}  // namespace

Result<std::unique_ptr<CatalogueStore>> open_sqlite(const SqliteOptions& options) {
    VIGIL_TRY(auto writer, SqliteConnection::open(options, SqliteConnection::Use::write));
    VIGIL_TRY(auto checkpoints, SqliteConnection::open(options, SqliteConnection::Use::write));
    VIGIL_TRY(auto node, SqliteNodeLock::take(options.path));
    auto store = std::make_unique<SqliteStore>(options, std::move(node), std::move(writer),
                                               std::move(checkpoints));
    VIGIL_DO(store->note_indexes());
    return store;
}

}  // namespace vigil::storage
