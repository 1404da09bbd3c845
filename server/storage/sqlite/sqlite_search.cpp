// The search index as an FTS5 file of its own. Each entity has its tables: an entity's texts lie in
// doc_N, so that an old one's tokens can be taken out of tokens_N, which keeps no contents. Numbers
// grow, so that the newest come first by going backwards. (In one table for all, a search in a
// small entity would read the long lists of the large one.)
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>

#include "storage/open_search.h"
#include "storage/search_plan.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/readers.h"

namespace vigil::storage {

namespace {

constexpr int sample_size = 2'000;
constexpr int long_wal_pages = 4'000;

constexpr const char* schema[] = {
    "create table if not exists made (one integer primary key check (one = 1), tokens integer not "
    "null, "
    "mark text not null) strict",
    "create table if not exists entity (no integer primary key, key text not null unique) strict",
};

// The statements of one entity's tables.
struct Texts {
    explicit Texts(std::int64_t number);
    std::vector<std::string> make;
    std::string in, out, by_record, remove, write, last, sample, find;
};

Texts::Texts(std::int64_t number) {
    const std::string doc = "doc_" + std::to_string(number),
                      tokens = "tokens_" + std::to_string(number);
    make = {"create table " + doc +
                " (no integer primary key, record integer not null unique, owner integer not "
                "null, text text not null) strict",
            "create virtual table " + tokens +
                " using fts5 (text, content = '', detail = none, columnsize = 0, "
                "tokenize = 'ascii')",
            "insert into " + tokens + " (" + tokens + ", rank) values ('automerge', 8)"};
    in = "insert into " + tokens + " (rowid, text) values (?, ?)";
    out = "insert into " + tokens + " (" + tokens + ", rowid, text) values ('delete', ?, ?)";
    by_record = "select no, owner, text from " + doc + " where record = ?";
    remove = "delete from " + doc + " where no = ?";
    write = "insert into " + doc +
            " (no, record, owner, text) values (?, ?, ?, ?) on conflict (no) do update set "
            "owner = excluded.owner, text = excluded.text";
    last = "select max(no) from " + doc;
    sample = "select text from " + doc + " where no = ?";
    find = "select d.record, d.text from " + tokens + " t join " + doc +
           " d on d.no = t.rowid where t." + tokens + " match ? order by t.rowid desc";
}

std::string asked_text(const std::vector<std::string>& tokens, std::string_view joint) {
    std::string text;
    for (const auto& token : tokens) {
        if (!text.empty()) text += joint;
        text += '"' + token + '"';
    }
    return text;
}

class SqliteSearch final : public SearchIndex {
  public:
    static Result<std::unique_ptr<SearchIndex>> open(const std::string& path) {
        SqliteOptions options{.path = path, .cache_kib = 4096};
        VIGIL_TRY(auto writer, SqliteConnection::open(options, SqliteConnection::Use::write));
        std::unique_ptr<SqliteSearch> index(new SqliteSearch(options, std::move(writer)));
        VIGIL_DO(index->prepare());
        return index;
    }

    Result<std::string> mark() override {
        const std::lock_guard lock(mutex_);
        return read_mark();
    }
    Result<bool> put(const std::vector<SearchText>& texts, std::string_view from,
                     std::string_view to) override;
    Result<SearchHits> find(const SearchQuery& query, const SearchScope& scope, int limit) override;
    Result<std::vector<SearchHits>> find_each(const SearchQuery& query,
                                              const std::vector<SearchScope>& scopes,
                                              int limit) override;

  private:
    SqliteSearch(SqliteOptions options, std::unique_ptr<SqliteConnection> writer)
        : readers_(std::move(options)), writer_(std::move(writer)) {}

    Status prepare();
    Status take_sample();
    Result<std::string> read_mark();
    struct Table {
        explicit Table(std::int64_t number) : texts(number) {}
        Texts texts;
        std::int64_t last = 0;  // number given; of the writer
    };
    Status load_tables();
    Result<Table*> table_of(const std::string& entity);
    void show_tables();
    Status put_one(const SearchText& text);
    Status write_tokens(const std::string& statement, std::int64_t number, const SearchText& text);
    Result<bool> put_all(const std::vector<SearchText>& texts, std::string_view from,
                         std::string_view to);
    // Newest first; false when `hits` was full before the end.
    struct Rows {
        std::string match;
        const SearchWay* way = nullptr;
        bool begun = false;
    };
    Result<bool> collect(SqliteConnection& reader, const Table& table, const Rows& rows,
                         HitList& hits);
    // Those in which the words begin so, when too many others were newer.
    Status collect_begun(SqliteConnection& reader, const Table& table, const Rows& rows,
                         HitList& hits);
    Result<SearchHits> find_with(SqliteConnection& reader, const SearchQuery& query,
                                 const SearchScope& scope, int limit);

    SqliteReaders readers_;
    TokenSample sample_;
    std::mutex mutex_;  // of the writer
    std::unique_ptr<SqliteConnection> writer_;
    using Tables = std::map<std::string, std::shared_ptr<Table>, std::less<>>;
    Tables tables_;  // the writer's
    mutable std::mutex shown_mutex_;
    Tables shown_;  // the readers': committed ones
};

// The file lies beside the database and may have been copied, cut or made by an older version: it
// only has to agree with itself.
Status SqliteSearch::prepare() {
    VIGIL_DO(writer_->execute("pragma synchronous = normal"));
    VIGIL_DO(writer_->execute("begin immediate"));
    for (const char* text : schema) VIGIL_DO(writer_->execute(text));
    VIGIL_DO(writer_->run("insert into made values (1, ?, '') on conflict do nothing",
                          {cell_of(std::int64_t{search_tokens_version})}));
    VIGIL_DO(writer_->execute("commit"));
    VIGIL_TRY(const auto version, writer_->number("select tokens from made"));
    if (version != search_tokens_version)
        return fail(FaultKind::unavailable, "store_failed", "search index of other tokens");
    VIGIL_DO(load_tables());
    return take_sample();
}

Status SqliteSearch::load_tables() {
    Tables tables;
    VIGIL_TRY(SqliteRun run, writer_->start("select no, key from entity"));
    for (;;) {
        VIGIL_TRY(const bool more, run.step());
        if (!more) break;
        auto table = std::make_shared<Table>(run.number(0));
        VIGIL_TRY(table->last, writer_->number(table->texts.last));
        tables.emplace(run.text(1), std::move(table));
    }
    tables_ = std::move(tables);
    show_tables();
    return {};
}

void SqliteSearch::show_tables() {
    const std::lock_guard lock(shown_mutex_);
    shown_ = tables_;
}

Status SqliteSearch::take_sample() {
    std::int64_t all = 0;
    for (const auto& [key, table] : tables_) all += table->last;
    const std::int64_t stride = std::max<std::int64_t>(1, all / sample_size);
    for (const auto& [key, table] : tables_)
        for (std::int64_t number = 1; number <= table->last; number += stride) {
            VIGIL_TRY(SqliteRun run, writer_->start(table->texts.sample));
            const std::vector<Cell> cells = {cell_of(number)};
            VIGIL_DO(run.bind(cells));
            VIGIL_TRY(const bool found, run.step());
            if (found) sample_.add(run.text(0));
        }
    return {};
}

Result<std::string> SqliteSearch::read_mark() {
    VIGIL_TRY(SqliteRun run, writer_->start("select mark from made"));
    VIGIL_TRY(const bool found, run.step());
    return found ? std::string(run.text(0)) : std::string();
}

Result<SqliteSearch::Table*> SqliteSearch::table_of(const std::string& entity) {
    if (const auto known = tables_.find(entity); known != tables_.end()) return known->second.get();
    VIGIL_DO(
        writer_->run("insert into entity (key) values (?)", {cell_of(std::string_view(entity))}));
    VIGIL_TRY(const auto number, writer_->number("select last_insert_rowid()"));
    auto table = std::make_shared<Table>(number);
    for (const auto& text : table->texts.make) VIGIL_DO(writer_->execute(text));
    return (tables_[entity] = std::move(table)).get();
}

Status SqliteSearch::write_tokens(const std::string& statement, std::int64_t number,
                                  const SearchText& text) {
    const std::string tokens = tokens_text(text);
    VIGIL_DO(writer_->run(statement, {cell_of(number), cell_of(std::string_view(tokens))}));
    return {};
}

Status SqliteSearch::put_one(const SearchText& text) {
    VIGIL_TRY(Table* const table, table_of(text.entity));
    const Texts& texts = table->texts;
    std::int64_t number = 0;
    SearchText old;
    {
        VIGIL_TRY(SqliteRun run, writer_->start(texts.by_record));
        const std::vector<Cell> cells = {cell_of(text.id.value)};
        VIGIL_DO(run.bind(cells));
        VIGIL_TRY(const bool found, run.step());
        if (found) {
            number = run.number(0);
            old.owner = Id{run.number(1)};
            old.text = run.text(2);
        }
    }
    if (number && old.text == text.text && old.owner == text.owner) return {};
    if (number) VIGIL_DO(write_tokens(texts.out, number, old));
    if (text.text.empty()) {
        if (number) VIGIL_DO(writer_->run(texts.remove, {cell_of(number)}));
        return {};
    }
    if (!number) number = ++table->last;
    VIGIL_DO(write_tokens(texts.in, number, text));
    VIGIL_DO(writer_->run(texts.write,
                          {cell_of(number), cell_of(text.id.value), cell_of(text.owner.value),
                           cell_of(std::string_view(text.text))}));
    sample_.add(text.text);
    return {};
}

Result<bool> SqliteSearch::put_all(const std::vector<SearchText>& texts, std::string_view from,
                                   std::string_view to) {
    VIGIL_TRY(const auto now, read_mark());
    if (now != from) return false;
    for (const auto& text : texts) VIGIL_DO(put_one(text));
    VIGIL_DO(writer_->run("update made set mark = ?", {cell_of(to)}));
    return true;
}

Result<bool> SqliteSearch::put(const std::vector<SearchText>& texts, std::string_view from,
                               std::string_view to) {
    const std::lock_guard lock(mutex_);
    VIGIL_DO(writer_->execute("begin immediate"));
    auto done = put_all(texts, from, to);
    if (done && *done) {
        if (const auto committed = writer_->execute("commit"); !committed)
            done = pass_on(committed.error());
    }
    if (!done || !*done) {
        (void)writer_->execute("rollback");
        VIGIL_DO(load_tables());  // those made in it are not there
        return done;
    }
    if (tables_.size() != shown_.size()) show_tables();
    if (writer_->wal_pages() > long_wal_pages)
        sqlite3_wal_checkpoint_v2(writer_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                  nullptr);
    return done;
}

Result<bool> SqliteSearch::collect(SqliteConnection& reader, const Table& table, const Rows& rows,
                                   HitList& hits) {
    VIGIL_TRY(SqliteRun run, reader.start(table.texts.find));
    const std::vector<Cell> cells = {cell_of(std::string_view(rows.match))};
    VIGIL_DO(run.bind(cells));
    for (;;) {
        VIGIL_TRY(const bool more, run.step());
        if (!more) return true;
        hits.offer(Id{run.number(0)}, run.text(1), rows.way, rows.begun);
        if (hits.full()) return false;
    }
}

Status SqliteSearch::collect_begun(SqliteConnection& reader, const Table& table, const Rows& rows,
                                   HitList& hits) {
    VIGIL_TRY(SqliteRun run, reader.start(table.texts.find));
    const std::vector<Cell> cells = {cell_of(std::string_view(rows.match))};
    VIGIL_DO(run.bind(cells));
    for (int looked_at = 0; looked_at < hits.enough() && hits.lacks_beginnings(); ++looked_at) {
        VIGIL_TRY(const bool more, run.step());
        if (!more) break;
        hits.offer(Id{run.number(0)}, run.text(1), rows.way, rows.begun);
    }
    return {};
}

Result<SearchHits> SqliteSearch::find_with(SqliteConnection& reader, const SearchQuery& query,
                                           const SearchScope& scope, int limit) {
    HitList hits(query, limit);
    std::shared_ptr<const Table> table;
    {
        const std::lock_guard lock(shown_mutex_);
        if (const auto found = shown_.find(scope.entity); found != shown_.end())
            table = found->second;
    }
    if (!table) return std::move(hits).take(true);
    std::string owners;
    if (scope.owners) {
        std::vector<std::string> tokens;
        for (const Id owner : *scope.owners) tokens.push_back(owner_token(owner));
        if (tokens.empty()) return std::move(hits).take(true);
        owners = " AND (" + asked_text(tokens, " OR ") + ")";
    }
    // First the exact ones, which may be far behind; they are among the others too.
    VIGIL_TRY(bool complete, collect(reader, *table,
                                     {asked_text({line_token(query.whole())}, "") + owners}, hits));
    for (const auto& way : query.ways()) {
        if (hits.full()) {
            complete = false;
            break;
        }
        const auto asked = sample_.worth_asking(way);
        VIGIL_TRY(const bool all,
                  collect(reader, *table,
                          {asked_text(asked.tokens, " AND ") + owners, &way, asked.begun}, hits));
        complete = complete && all;
    }
    for (const auto& way : query.ways()) {
        if (complete || !hits.lacks_beginnings()) break;
        const auto tokens = sample_.asking_for_beginnings(way);
        if (tokens.empty()) continue;
        VIGIL_DO(collect_begun(reader, *table, {asked_text(tokens, " AND ") + owners, &way, false},
                               hits));
    }
    return std::move(hits).take(complete);
}

Result<SearchHits> SqliteSearch::find(const SearchQuery& query, const SearchScope& scope,
                                      int limit) {
    VIGIL_TRY(auto reader, readers_.borrow());
    auto found = find_with(*reader, query, scope, limit);
    readers_.give_back(std::move(reader));
    return found;
}

Result<std::vector<SearchHits>> SqliteSearch::find_each(const SearchQuery& query,
                                                        const std::vector<SearchScope>& scopes,
                                                        int limit) {
    std::vector<SearchHits> answers;
    for (const auto& scope : scopes) {
        VIGIL_TRY(auto hits, find(query, scope, limit));
        answers.push_back(std::move(hits));
    }
    return answers;
}

}  // namespace

Result<std::unique_ptr<SearchIndex>> open_sqlite_search(const std::string& path) {
    auto index = SqliteSearch::open(path);
    if (index) return index;
    std::error_code ignored;
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path + tail, ignored);
    return SqliteSearch::open(path);
}

}  // namespace vigil::storage
