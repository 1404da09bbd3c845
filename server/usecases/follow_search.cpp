#include "usecases/follow_search.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "usecases/search_text.h"

namespace vigil {

namespace {

constexpr int journal_chunk = 2'000, rebuild_chunk = 2'000;

// Where in the journal the index stands, and what its texts are made of: "FINGERPRINT SEQ ID", of
// the last row's seq and id; 0 0 while the journal is empty. The id tells this journal from another
// one.
struct Mark {
    std::string fingerprint;
    std::int64_t seq = 0, id = 0;
};

std::string to_string(const Mark& mark) {
    return mark.fingerprint + " " + std::to_string(mark.seq) + " " + std::to_string(mark.id);
}

std::optional<Mark> parse_mark(std::string_view text) {
    const auto first = text.find(' '), second = text.rfind(' ');
    if (first == std::string_view::npos || first == second) return std::nullopt;
    Mark mark{std::string(text.substr(0, first))};
    const auto number = [](std::string_view digits, std::int64_t& into) {
        return std::from_chars(digits.data(), digits.data() + digits.size(), into).ec ==
               std::errc();
    };
    if (!number(text.substr(first + 1, second - first - 1), mark.seq) ||
        !number(text.substr(second + 1), mark.id))
        return std::nullopt;
    return mark;
}

SearchText text_of_record(const Record& record, const std::string& region) {
    SearchText text{record.entity->key, record.id(), {}, {}};
    if (record.removed()) return text;
    text.text = joined_lines(search_lines(record, region));
    if (const int owner = record.entity->index_of("owner"); owner >= 0)
        text.owner = id_of(record.values[std::size_t(owner)]);
    return text;
}

// As they are now, not as the journal rows say: the last state is all that counts.
Result<std::vector<SearchText>> texts_of(ReadView& view, const Company& company,
                                         const std::vector<Record>& journal) {
    std::map<std::string, std::set<Id>, std::less<>> touched;
    for (const auto& row : journal)
        touched[std::string(row.text("entity"))].insert(Id{integer_of(row["record"])});
    std::vector<SearchText> texts;
    for (const auto& [key, ids] : touched) {
        const EntityDef* entity = company.catalogue->entity(key);
        if (!entity || !is_searched(*entity)) continue;
        VIGIL_TRY(const auto records,
                  view.get_many(*entity, {ids.begin(), ids.end()}, Permit::house()));
        auto gone = ids;
        for (const auto& record : records) {
            gone.erase(record.id());
            texts.push_back(text_of_record(record, company.settings.phone_region));
        }
        for (const Id id : gone) texts.push_back({key, id, {}, {}});
    }
    return texts;
}

Result<Mark> end_of_journal(Engine& engine, std::string fingerprint) {
    const auto view = engine.store.read();
    Mark mark{std::move(fingerprint)};
    VIGIL_TRY(mark.seq, view->journal_end());
    if (!mark.seq) return mark;
    VIGIL_TRY(const auto rows, view->journal_after(mark.seq - 1, 1));
    if (!rows.empty()) mark.id = rows.front().id().value;
    return mark;
}

// One entity, by id. False when somebody else has begun to rebuild, or has finished.
Result<bool> rebuild_entity(Engine& engine, SearchIndex& index, const EntityDef& entity,
                            const std::string& mark, const std::string& region, int& count,
                            const std::function<bool()>& stopped) {
    Query query;
    query.entity = &entity;
    query.limit = rebuild_chunk;
    while (true) {
        if (stopped && stopped()) return false;
        VIGIL_TRY(const auto records, engine.store.read_once()->find(query, Permit::house()));
        if (records.empty()) return true;
        std::vector<SearchText> texts;
        texts.reserve(records.size());
        for (const auto& record : records) texts.push_back(text_of_record(record, region));
        VIGIL_TRY(const bool put, index.put(texts, mark, mark));
        if (!put) return false;
        count += int(texts.size());
        if (int(records.size()) < query.limit) return true;
        query.after = {Value(records.back().id())};
    }
}

// The journal rows after the mark; nothing when the mark's own row is not where it was.
Result<std::optional<std::vector<Record>>> rows_after(ReadView& view, const Mark& mark) {
    if (!mark.seq) {
        VIGIL_TRY(auto rows, view.journal_after(0, journal_chunk));
        return rows;
    }
    VIGIL_TRY(auto rows, view.journal_after(mark.seq - 1, journal_chunk + 1));
    if (rows.empty() || integer_of(rows.front()["seq"]) != mark.seq ||
        rows.front().id().value != mark.id)
        return std::optional<std::vector<Record>>();
    rows.erase(rows.begin());
    return rows;
}

}  // namespace

Result<int> rebuild_search(Engine& engine, SearchIndex& index,
                           const std::function<bool()>& stopped) {
    const auto company = engine.company.current();
    const auto fingerprint =
        search_fingerprint(*company->catalogue, company->settings.phone_region);
    // Taken before the tables are read: what changes meanwhile is followed afterwards.
    VIGIL_TRY(const auto end, end_of_journal(engine, fingerprint));
    VIGIL_TRY(const auto before, index.mark());
    const auto mine = "rebuilding-" + std::to_string(engine.ids.next().value);
    VIGIL_TRY(const bool begun, index.put({}, before, mine));
    if (!begun) return 0;
    int count = 0;
    for (const auto& entity : company->catalogue->entities()) {
        if (!is_searched(*entity)) continue;
        VIGIL_TRY(const bool whole, rebuild_entity(engine, index, *entity, mine,
                                                   company->settings.phone_region, count, stopped));
        if (!whole) return count;
    }
    VIGIL_DO(index.put({}, mine, to_string(end)));
    return count;
}

Result<int> index_journal(Engine& engine, SearchIndex& index,
                          const std::function<bool()>& stopped) {
    int count = 0;
    while (!stopped || !stopped()) {
        const auto company = engine.company.current();
        VIGIL_TRY(const auto text, index.mark());
        auto mark = parse_mark(text);
        const auto view = engine.store.read();
        std::optional<std::vector<Record>> rows;
        if (mark && mark->fingerprint ==
                        search_fingerprint(*company->catalogue, company->settings.phone_region)) {
            VIGIL_TRY(rows, rows_after(*view, *mark));
        }
        if (!rows) {
            VIGIL_TRY(const int rebuilt, rebuild_search(engine, index, stopped));
            count += rebuilt;
            VIGIL_TRY(const auto now, index.mark());
            if (!parse_mark(now)) return count;  // stopped, or another node is at it
            continue;
        }
        if (rows->empty()) return count;
        VIGIL_TRY(const auto texts, texts_of(*view, *company, *rows));
        mark->seq = integer_of(rows->back()["seq"]);
        mark->id = rows->back().id().value;
        VIGIL_TRY(const bool put, index.put(texts, text, to_string(*mark)));
        if (put) count += int(texts.size());
    }
    return count;
}

Result<std::int64_t> search_behind(Engine& engine, SearchIndex& index) {
    VIGIL_TRY(const auto text, index.mark());
    VIGIL_TRY(const auto end, engine.store.read_once()->journal_end());
    const auto mark = parse_mark(text);
    return mark ? std::max<std::int64_t>(0, end - mark->seq) : end;
}

}  // namespace vigil
