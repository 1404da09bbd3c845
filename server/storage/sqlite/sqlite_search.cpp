// The search index as an FTS5 file of its own. Texts lie in `doc`, so that the old one's tokens can be taken
// out of FTS5, which keeps no contents; a number's upper bits say whose entity the record is, so that one
// entity is one range of numbers and the newest come first by going backwards.
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

constexpr int entity_shift = 40;
constexpr int sample_size = 2'000;
constexpr int long_wal_pages = 4'000;

constexpr const char* schema[] = {
    "create table if not exists made (one integer primary key check (one = 1), tokens integer not null, "
    "mark text not null) strict",
    "create table if not exists entity (no integer primary key, key text not null unique) strict",
    "create table if not exists doc (no integer primary key, record integer not null, owner integer not null, "
    "text text not null) strict",
    "create index if not exists doc_record on doc (record)",
    "create virtual table if not exists tokens using fts5 (text, content = '', detail = none, columnsize = 0, "
    "tokenize = 'ascii')",
};

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

  private:
    SqliteSearch(SqliteOptions options, std::unique_ptr<SqliteConnection> writer)
        : readers_(std::move(options)), writer_(std::move(writer)) {}

    Status prepare();
    Status take_sample();
    Result<std::string> read_mark();
    Result<std::int64_t> entity_number(const std::string& key);
    std::int64_t known_number(const std::string& key) const;
    Status put_one(const SearchText& text);
    Status write_tokens(std::int64_t number, const SearchText& text, bool remove);
    Result<bool> put_all(const std::vector<SearchText>& texts, std::string_view from,
                         std::string_view to);
    // Newest first; false when `hits` was full before the end.
    Result<bool> collect(SqliteConnection& reader, const std::string& match, std::int64_t entity,
                         const SearchWay* way, HitList& hits);
    Result<SearchHits> find_with(SqliteConnection& reader, const SearchQuery& query,
                                 const SearchScope& scope, int limit);

    SqliteReaders readers_;
    TokenSample sample_;
    std::mutex mutex_;  // of the writer
    std::unique_ptr<SqliteConnection> writer_;
    std::map<std::int64_t, std::int64_t> last_number_;  // by entity's number
    mutable std::mutex entities_mutex_;
    std::map<std::string, std::int64_t, std::less<>> entities_;
};

// The file lies beside the database and may have been copied, cut or made by an older version: it only has
// to agree with itself.
Status SqliteSearch::prepare() {
    VIGIL_DO(writer_->execute("pragma synchronous = normal"));
    VIGIL_DO(writer_->execute("begin immediate"));
    for (const char* text : schema) VIGIL_DO(writer_->execute(text));
    VIGIL_DO(writer_->run("insert into made values (1, ?, '') on conflict do nothing",
                          {cell_of(std::int64_t{search_tokens_version})}));
    VIGIL_DO(writer_->execute("insert into tokens (tokens, rank) values ('automerge', 8)"));
    VIGIL_DO(writer_->execute("commit"));
    VIGIL_TRY(const auto version, writer_->number("select tokens from made"));
    if (version != search_tokens_version)
        return fail(FaultKind::unavailable, "store_failed", "search index of other tokens");
    {
        VIGIL_TRY(SqliteRun run, writer_->start("select no, key from entity"));
        for (;;) {
            VIGIL_TRY(const bool more, run.step());
            if (!more) break;
            entities_.emplace(run.text(1), run.number(0));
        }
    }
    return take_sample();
}

Status SqliteSearch::take_sample() {
    std::map<std::int64_t, std::int64_t> first;
    std::int64_t all = 0;
    for (const auto& [key, entity] : entities_) {
        const std::vector<Cell> range = {cell_of(entity << entity_shift),
                                         cell_of(((entity + 1) << entity_shift) - 1)};
        VIGIL_TRY(SqliteRun run, writer_->start("select min(no), max(no) from doc where no between ? and ?"));
        VIGIL_DO(run.bind(range));
        VIGIL_TRY(const bool found, run.step());
        if (!found || run.is_null(0)) continue;
        first[entity] = run.number(0);
        last_number_[entity] = run.number(1);
        all += run.number(1) - run.number(0) + 1;
    }
    const std::int64_t stride = std::max<std::int64_t>(1, all / sample_size);
    for (const auto& [entity, from] : first)
        for (std::int64_t no = from; no <= last_number_[entity]; no += stride) {
            VIGIL_TRY(SqliteRun run, writer_->start("select text from doc where no = ?"));
            const std::vector<Cell> cells = {cell_of(no)};
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

std::int64_t SqliteSearch::known_number(const std::string& key) const {
    const std::lock_guard lock(entities_mutex_);
    const auto found = entities_.find(key);
    return found == entities_.end() ? 0 : found->second;
}

Result<std::int64_t> SqliteSearch::entity_number(const std::string& key) {
    if (const auto known = known_number(key)) return known;
    VIGIL_DO(writer_->run("insert into entity (key) values (?)", {cell_of(std::string_view(key))}));
    VIGIL_TRY(const auto made, writer_->number("select last_insert_rowid()"));
    const std::lock_guard lock(entities_mutex_);
    entities_[key] = made;
    return made;
}

Status SqliteSearch::write_tokens(std::int64_t number, const SearchText& text, bool remove) {
    const std::string tokens = tokens_text(text);
    constexpr std::string_view in = "insert into tokens (rowid, text) values (?, ?)";
    constexpr std::string_view out = "insert into tokens (tokens, rowid, text) values ('delete', ?, ?)";
    VIGIL_DO(writer_->run(remove ? out : in, {cell_of(number), cell_of(std::string_view(tokens))}));
    return {};
}

Status SqliteSearch::put_one(const SearchText& text) {
    VIGIL_TRY(const auto entity, entity_number(text.entity));
    const auto low = entity << entity_shift, high = ((entity + 1) << entity_shift) - 1;
    std::int64_t number = 0;
    SearchText old;
    {
        VIGIL_TRY(SqliteRun run, writer_->start("select no, owner, text from doc where record = ? and "
                                                "no between ? and ?"));
        const std::vector<Cell> cells = {cell_of(text.id.value), cell_of(low), cell_of(high)};
        VIGIL_DO(run.bind(cells));
        VIGIL_TRY(const bool found, run.step());
        if (found) {
            number = run.number(0);
            old.owner = Id{run.number(1)};
            old.text = run.text(2);
        }
    }
    if (number && old.text == text.text && old.owner == text.owner) return {};
    if (number) VIGIL_DO(write_tokens(number, old, true));
    if (text.text.empty()) {
        if (number) VIGIL_DO(writer_->run("delete from doc where no = ?", {cell_of(number)}));
        return {};
    }
    if (!number) number = std::max(last_number_[entity], low) + 1;
    last_number_[entity] = std::max(last_number_[entity], number);
    VIGIL_DO(write_tokens(number, text, false));
    VIGIL_DO(writer_->run("insert into doc (no, record, owner, text) values (?, ?, ?, ?) on conflict (no) do "
                          "update set owner = excluded.owner, text = excluded.text",
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
        const std::lock_guard entities(entities_mutex_);
        entities_.clear();  // numbers given in it are void
        VIGIL_TRY(SqliteRun run, writer_->start("select no, key from entity"));
        while (run.step().value_or(false)) entities_.emplace(run.text(1), run.number(0));
        return done;
    }
    if (writer_->wal_pages() > long_wal_pages)
        sqlite3_wal_checkpoint_v2(writer_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    return done;
}

Result<bool> SqliteSearch::collect(SqliteConnection& reader, const std::string& match,
                                   std::int64_t entity, const SearchWay* way, HitList& hits) {
    VIGIL_TRY(SqliteRun run, reader.start("select d.record, d.text from tokens t join doc d on d.no = t.rowid "
                                          "where t.tokens match ? and t.rowid between ? and ? "
                                          "order by t.rowid desc"));
    const std::vector<Cell> cells = {cell_of(std::string_view(match)), cell_of(entity << entity_shift),
                                     cell_of(((entity + 1) << entity_shift) - 1)};
    VIGIL_DO(run.bind(cells));
    for (;;) {
        VIGIL_TRY(const bool more, run.step());
        if (!more) return true;
        hits.offer(Id{run.number(0)}, run.text(1), way);
        if (hits.full()) return false;
    }
}

Result<SearchHits> SqliteSearch::find_with(SqliteConnection& reader, const SearchQuery& query,
                                           const SearchScope& scope, int limit) {
    HitList hits(query, limit);
    const auto entity = known_number(scope.entity);
    if (!entity) return std::move(hits).take(true);
    std::string owners;
    if (scope.owners) {
        std::vector<std::string> tokens;
        for (const Id owner : *scope.owners) tokens.push_back(owner_token(owner));
        if (tokens.empty()) return std::move(hits).take(true);
        owners = " AND (" + asked_text(tokens, " OR ") + ")";
    }
    // First the exact ones, which may be far behind; they are among the others too.
    VIGIL_TRY(bool complete, collect(reader, asked_text({line_token(query.whole())}, "") + owners, entity, nullptr, hits));
    for (const auto& way : query.ways()) {
        if (hits.full()) {
            complete = false;
            break;
        }
        const auto match = asked_text(sample_.worth_asking(way), " AND ");
        VIGIL_TRY(const bool all, collect(reader, match + owners, entity, &way, hits));
        complete = complete && all;
    }
    return std::move(hits).take(complete);
}

Result<SearchHits> SqliteSearch::find(const SearchQuery& query, const SearchScope& scope, int limit) {
    VIGIL_TRY(auto reader, readers_.borrow());
    auto found = find_with(*reader, query, scope, limit);
    readers_.give_back(std::move(reader));
    return found;
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
