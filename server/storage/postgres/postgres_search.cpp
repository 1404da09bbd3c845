// The search index as a table with the same tokens as SQLite's, under GIN.
#include <algorithm>

#include "storage/open_search.h"
#include "storage/postgres/pool.h"
#include "storage/search_plan.h"
#include "storage/steps.h"

namespace vigil::storage {

namespace {

constexpr int most_fetched = 200'000;

std::string entity_token(std::string_view entity) { return "·e" + std::string(entity); }

std::string joined(const std::vector<std::string>& tokens) {
    std::string text;
    for (const auto& token : tokens) text += (text.empty() ? "" : " ") + token;
    return text;
}

// A frequent token may make a scan of the table look cheap; it is so only when nothing is wrong with the
// guess. And the plan is always the same: to make it anew for each search takes longer than to search.
PostgresOptions for_search(PostgresOptions options) {
    options.session = "set enable_seqscan = off; set plan_cache_mode = force_generic_plan";
    return options;
}

class PgSearch final : public SearchIndex {
  public:
    explicit PgSearch(const PostgresOptions& options) : pool_(for_search(options)) {}

    Status prepare();
    Result<std::string> mark() override;
    Result<bool> put(const std::vector<SearchText>& texts, std::string_view from,
                     std::string_view to) override;
    Result<SearchHits> find(const SearchQuery& query, const SearchScope& scope, int limit) override;
    Result<std::vector<SearchHits>> find_each(const SearchQuery& query,
                                              const std::vector<SearchScope>& scopes,
                                              int limit) override;

  private:
    Status run(const std::vector<PgStatement>& statements, const PgConnection::OnRow& on_row = {});
    // What rows must have: all of these tokens, and one of these owners if any are named.
    struct Rows {
        std::string all, owners;
        const SearchWay* way = nullptr;
        bool begun = false;
    };
    // Answers how many rows there were.
    Result<int> collect(const Rows& asked, int limit, HitList& hits);
    Result<bool> collect_all(const Rows& asked, HitList& hits);
    // Those in which the words begin so, when too many others came first.
    Status collect_begun(const SearchQuery& query, const SearchScope& scope, HitList& hits);

    PgPool pool_;
    TokenSample sample_;
};

Status PgSearch::run(const std::vector<PgStatement>& statements,
                     const PgConnection::OnRow& on_row) {
    VIGIL_TRY(auto lease, pool_.borrow());
    const auto failure = lease->run(statements, on_row);
    if (!failure) return {};
    if (failure->lost())
        lease.discard();
    else
        (void)lease->run_plain("rollback");
    return std::unexpected(fault_of(*failure));
}

Status PgSearch::prepare() {
    constexpr std::string_view tables =
        "select pg_advisory_xact_lock(7310590);"
        "create table if not exists search_made (one bigint primary key check (one = 1), tokens "
        "bigint not null, "
        "mark text not null);"
        "create table if not exists search_text (entity text not null, record bigint not null, "
        "owner bigint not "
        "null, text text not null, tokens text[] not null, primary key (record, entity));"
        "create index if not exists search_text_tokens on search_text using gin (tokens) "
        "with (gin_pending_list_limit = 1024);";
    const std::string version = std::to_string(search_tokens_version);
    VIGIL_TRY(auto lease, pool_.borrow());
    const auto failure = lease->run_plain(
        "begin; set local client_min_messages = error; " + std::string(tables) +
        "delete from search_text where exists (select 1 from search_made where tokens <> " +
        version + ");" + "delete from search_made where tokens <> " + version + ";" +
        "insert into search_made values (1, " + version + ", '') on conflict do nothing; commit");
    if (failure) {
        lease.discard();
        return std::unexpected(fault_of(*failure));
    }
    lease = {};
    return run({{"select text from search_text order by record desc limit 2000"}},
               [&](int, const Row& row) { sample_.add(row.text(0)); });
}

Result<std::string> PgSearch::mark() {
    std::string mark;
    VIGIL_DO(
        run({{"select mark from search_made"}}, [&](int, const Row& row) { mark = row.text(0); }));
    return mark;
}

Result<bool> PgSearch::put(const std::vector<SearchText>& texts, std::string_view from,
                           std::string_view to) {
    // Statements point into these.
    std::vector<std::string> tokens;
    std::vector<std::vector<Cell>> cells;
    tokens.reserve(texts.size());
    cells.reserve(texts.size() + 1);
    cells.push_back({cell_of(to), cell_of(from)});
    // No row of that mark: the division fails, and nothing of it is done.
    std::vector<PgStatement> statements = {{"begin"},
                                           {"with moved as (update search_made set mark = ? where "
                                            "mark = ? returning 1) select 1 / count(*) from "
                                            "moved",
                                            &cells.front()}};
    for (const auto& text : texts) {
        if (text.text.empty()) {
            cells.push_back({cell_of(std::string_view(text.entity)), cell_of(text.id.value)});
            statements.push_back(
                {"delete from search_text where entity = ? and record = ?", &cells.back()});
            continue;
        }
        tokens.push_back(entity_token(text.entity) + " " + tokens_text(text));
        cells.push_back({cell_of(std::string_view(text.entity)), cell_of(text.id.value),
                         cell_of(text.owner.value), cell_of(std::string_view(text.text)),
                         cell_of(std::string_view(tokens.back()))});
        statements.push_back(
            {"insert into search_text values (?, ?, ?, ?, string_to_array(?, ' ')) on conflict "
             "(record, entity) do "
             "update set owner = excluded.owner, text = excluded.text, tokens = excluded.tokens "
             "where (search_text.owner, search_text.text) is distinct from (excluded.owner, "
             "excluded.text)",
             &cells.back()});
    }
    statements.push_back({"commit"});
    VIGIL_TRY(auto lease, pool_.borrow());
    const auto failure = lease->run(statements);
    if (!failure) {
        for (const auto& text : texts) sample_.add(text.text);
        return true;
    }
    if (failure->lost())
        lease.discard();
    else
        (void)lease->run_plain("rollback");
    if (failure->state == no_row_state) return false;
    return std::unexpected(fault_of(*failure));
}

Result<int> PgSearch::collect(const Rows& asked, int limit, HitList& hits) {
    const std::string &all = asked.all, &owners = asked.owners;
    const std::vector<Cell> by_tokens = {cell_of(std::string_view(all)),
                                         cell_of(std::int64_t{limit})};
    const std::vector<Cell> by_owners = {cell_of(std::string_view(all)),
                                         cell_of(std::string_view(owners)),
                                         cell_of(std::int64_t{limit})};
    const PgStatement select =
        owners.empty()
            ? PgStatement{"select record, text from search_text where tokens @> string_to_array(?, ' ') limit ?",
                          &by_tokens}
            : PgStatement{"select record, text from search_text where tokens @> string_to_array(?, ' ') and "
                          "tokens && string_to_array(?, ' ') limit ?",
                          &by_owners};
    int rows = 0;
    VIGIL_DO(run({select}, [&](int, const Row& row) {
        ++rows;
        hits.offer(Id{row.number(0)}, row.text(1), asked.way, asked.begun);
    }));
    return rows;
}

// Asks for more until there are hits enough, or all rows have been seen.
Result<bool> PgSearch::collect_all(const Rows& asked, HitList& hits) {
    for (int limit = hits.enough();; limit *= 8) {
        VIGIL_TRY(const int rows, collect(asked, limit, hits));
        if (rows < limit) return true;
        if (hits.full() || limit > most_fetched) return false;
    }
}

// Of one's own alone, parted by blanks; nothing where all may be asked for.
std::string pg_owners(const SearchScope& scope) {
    std::vector<std::string> tokens;
    if (scope.owners)
        for (const Id owner : *scope.owners) tokens.push_back(owner_token(owner));
    return joined(tokens);
}

Status PgSearch::collect_begun(const SearchQuery& query, const SearchScope& scope, HitList& hits) {
    for (const auto& way : query.ways()) {
        if (!hits.lacks_beginnings()) break;
        const auto tokens = sample_.asking_for_beginnings(way);
        if (tokens.empty()) continue;
        const Rows rows{entity_token(scope.entity) + " " + joined(tokens), pg_owners(scope), &way,
                        false};
        VIGIL_DO(collect(rows, hits.enough(), hits));
    }
    return {};
}

Result<SearchHits> PgSearch::find(const SearchQuery& query, const SearchScope& scope, int limit) {
    HitList hits(query, limit);
    if (scope.owners && scope.owners->empty()) return std::move(hits).take(true);
    const std::string owners = pg_owners(scope);
    const std::string entity = entity_token(scope.entity) + " ";
    // First the exact ones, which may be far behind; they are among the others too.
    VIGIL_TRY(bool complete, collect_all({entity + line_token(query.whole()), owners}, hits));
    for (const auto& way : query.ways()) {
        if (hits.full()) {
            complete = false;
            break;
        }
        const auto asked = sample_.worth_asking(way);
        VIGIL_TRY(const bool all,
                  collect_all({entity + joined(asked.tokens), owners, &way, asked.begun}, hits));
        complete = complete && all;
    }
    if (!complete) VIGIL_DO(collect_begun(query, scope, hits));
    return std::move(hits).take(complete);
}

// Several scopes of one search, asked together: all with owners named, or all without.
struct Together {
    std::vector<std::size_t> scopes;  // which ones, in the order of `entities`
    std::string entities;             // their tokens, parted by blanks
    std::string owners;               // of each, those parted by blanks; parted by bars
    bool by_owner = false;

    void add(std::size_t number, const SearchScope& scope) {
        if (!scopes.empty()) entities += ' ', owners += '|';
        scopes.push_back(number);
        entities += entity_token(scope.entity);
        if (!by_owner) return;
        owners += pg_owners(scope);
    }

    std::string_view text() const {
        return by_owner
                   ? "select e.n, s.record, s.text from unnest(string_to_array(?, ' '), "
                     "string_to_array(?, '|')) with ordinality as e(entity, owners, n) cross join "
                     "lateral (select record, text from search_text where tokens @> "
                     "(string_to_array(?, ' ') || e.entity) and tokens && "
                     "string_to_array(e.owners, ' ') limit ?) as s"
                   : "select e.n, s.record, s.text from unnest(string_to_array(?, ' ')) with "
                     "ordinality as e(entity, n) cross join lateral (select record, text from "
                     "search_text where tokens @> (string_to_array(?, ' ') || e.entity) limit ?) "
                     "as s";
    }
    std::vector<Cell> cells(std::string_view all, int limit) const {
        std::vector<Cell> cells = {cell_of(std::string_view(entities))};
        if (by_owner) cells.push_back(cell_of(std::string_view(owners)));
        cells.push_back(cell_of(all));
        cells.push_back(cell_of(std::int64_t{limit}));
        return cells;
    }
};

Result<std::vector<SearchHits>> PgSearch::find_each(const SearchQuery& query,
                                                    const std::vector<SearchScope>& scopes,
                                                    int limit) {
    std::vector<HitList> hits(scopes.size(), HitList(query, limit));
    Together everybodys, owned;
    owned.by_owner = true;
    for (std::size_t i = 0; i < scopes.size(); ++i) {
        if (!scopes[i].owners)
            everybodys.add(i, scopes[i]);
        else if (!scopes[i].owners->empty())
            owned.add(i, scopes[i]);
    }
    struct Question {
        const Together* where;
        std::string all;
        const SearchWay* way = nullptr;
        bool begun = false;
        std::vector<Cell> cells{};
        std::vector<int> rows{};  // by scope
    };
    std::vector<Question> questions;
    for (const Together* where : {&everybodys, &owned}) {
        if (where->scopes.empty()) continue;
        questions.push_back({where, line_token(query.whole())});
        for (const auto& way : query.ways()) {
            const auto asked = sample_.worth_asking(way);
            questions.push_back({where, joined(asked.tokens), &way, asked.begun});
        }
    }
    const int most = HitList(query, limit).enough();
    std::vector<PgStatement> statements;
    for (Question& one : questions) {
        one.cells = one.where->cells(one.all, most);
        one.rows.assign(scopes.size(), 0);
        statements.push_back({one.where->text(), &one.cells});
    }
    if (!statements.empty())
        VIGIL_DO(run(statements, [&](int statement, const Row& row) {
            Question& one = questions[std::size_t(statement)];
            const std::size_t scope = one.where->scopes[std::size_t(row.number(0) - 1)];
            ++one.rows[scope];
            hits[scope].offer(Id{row.number(1)}, row.text(2), one.way, one.begun);
        }));
    std::vector<SearchHits> answers;
    for (std::size_t i = 0; i < scopes.size(); ++i) {
        const bool all = std::ranges::none_of(
            questions, [&](const Question& one) { return one.rows[i] >= most; });
        if (all || hits[i].full()) {
            if (!all) VIGIL_DO(collect_begun(query, scopes[i], hits[i]));
            answers.push_back(std::move(hits[i]).take(all));
            continue;
        }
        VIGIL_TRY(auto more, find(query, scopes[i], limit));  // many rows, few of which answer
        answers.push_back(std::move(more));
    }
    return answers;
}

}  // namespace

Result<std::unique_ptr<SearchIndex>> open_postgres_search(const PostgresOptions& options) {
    auto index = std::make_unique<PgSearch>(options);
    VIGIL_DO(index->prepare());
    return index;
}

}  // namespace vigil::storage
