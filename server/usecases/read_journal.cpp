#include "usecases/read_journal.h"

#include <charconv>
#include <map>
#include <set>

#include "rules/guideline.h"
#include "usecases/conditions.h"
#include "usecases/find_records.h"
#include "usecases/undo_act.h"

namespace vigil {

namespace {

constexpr int looked_at = 400;  // rows read at once
constexpr int looks_max = 10;

// "<microseconds>.<id>" of the last row that was looked at.
std::string cursor_of(const Record& row) {
    return std::to_string(moment_of(row["recorded_at"]).us) + "." + to_string(row.id());
}

Result<std::vector<Value>> parse_cursor(std::string_view text) {
    const auto dot = text.find('.');
    std::int64_t us = 0;
    const auto read = std::from_chars(text.data(), text.data() + std::min(dot, text.size()), us);
    const auto id = dot == std::string_view::npos ? std::nullopt : parse_id(text.substr(dot + 1));
    if (!id || read.ec != std::errc() || read.ptr != text.data() + dot)
        return fail(FaultKind::malformed, "cursor_malformed");
    return std::vector<Value>{Moment{us}, *id};
}

Result<Query> query_of(const Catalogue& catalogue, const JournalAsk& ask) {
    const EntityDef& journal = catalogue.need("journal");
    Query query;
    query.entity = &journal;
    query.order = {{journal.index_of("recorded_at"), true}};
    query.limit = looked_at;
    const auto narrow = [&](ConditionPtr one) { query.where = both(query.where, std::move(one)); };
    if (!ask.entity.empty()) {
        if (!catalogue.entity(ask.entity))
            return fail(FaultKind::malformed, "unknown_entity", {},
                        {{"entity", ask.entity.substr(0, 60)}});
        narrow(field_equals(journal, "entity", ask.entity));
    }
    if (!ask.act.empty()) narrow(field_equals(journal, "act", ask.act));
    if (ask.record) narrow(field_equals(journal, "record", ask.record.value));
    if (ask.actor) narrow(field_equals(journal, "actor", ask.actor.value));
    if (ask.from) narrow(compare(journal, "recorded_at", Condition::Op::ge, *ask.from));
    if (ask.to) narrow(compare(journal, "recorded_at", Condition::Op::lt, *ask.to));
    if (!ask.after.empty()) {
        VIGIL_TRY(query.after, parse_cursor(ask.after));
    }
    return query;
}

// People know a guideline by its sentence; one that is gone, by its key.
std::string name_of_guideline(const Company& company, const Record& record,
                              std::string_view language) {
    for (const auto& one : company.guidelines)
        if (one->id == record.id()) return rules::sentence_of(*one, language);
    return std::string(record.text("key"));
}

// Of a change to the model or a setting, what it was about.
std::string title_of_line(const Company& company, const Record& record, const Actor& actor,
                          const TitleNames& names) {
    const std::string& entity = record.entity->key;
    if (entity == "setting") return std::string(record.text("key"));
    if (entity == "guideline") return name_of_guideline(company, record, actor.language);
    if (entity != "overlay") return title_for(record, actor.permit, actor.language, &names);
    std::string title(record.text("entity"));
    if (!record.text("field").empty()) title += "." + std::string(record.text("field"));
    return title;
}

struct Titled {
    std::string title, about;
};
using Titles = std::map<std::pair<std::string, Id>, Titled, std::less<>>;

// Of the records these rows are about, those in his sight.
Result<Titles> titles_of(ReadView& view, const Company& company, const Actor& actor,
                         const std::vector<Record>& rows) {
    const Catalogue& catalogue = *company.catalogue;
    const Permit& permit = actor.permit;
    std::map<std::string, std::set<Id>> wanted;
    for (const auto& row : rows)
        wanted[std::string(row.text("entity"))].insert(Id{integer_of(row["record"])});
    Titles titles;
    for (const auto& [key, ids] : wanted) {
        const EntityDef* entity = catalogue.entity(key);
        if (!entity || (!permit.is_house() && !permit.of(*entity))) continue;
        VIGIL_TRY(const auto records, view.get_many(*entity, {ids.begin(), ids.end()}, permit));
        VIGIL_TRY(const auto names, names_in_titles(view, catalogue, actor, records));
        for (const auto& record : records)
            titles[{key, record.id()}] = {
                title_of_line(company, record, actor, names),
                std::string(key == "exception" ? record.text("entity") : "")};
    }
    return titles;
}

struct Whole {
    bool can_undo = false;
    std::int64_t rows = 1;
};

Result<Whole> whole_of(Engine& engine, const Actor& actor, ReadView& view, const Record& row) {
    Whole whole;
    VIGIL_TRY(whole.can_undo, can_undo_act(engine, actor, row));
    Query query;
    query.entity = row.entity;
    query.where = field_equals(*row.entity, "act_group", row["act_group"]);
    VIGIL_TRY(whole.rows, view.count(query, Permit::house()));
    return whole;
}

// Rows of one act are taken back together, so it is asked once for all of them.
Status tell_acts(Engine& engine, const Actor& actor, ReadView& view,
                 std::vector<JournalLine>& lines) {
    std::map<std::int64_t, Whole> known;
    for (auto& line : lines) {
        const auto group = integer_of(line.row["act_group"]);
        auto it = known.find(group);
        if (it == known.end()) {
            VIGIL_TRY(const auto whole, whole_of(engine, actor, view, line.row));
            it = known.emplace(group, whole).first;
        }
        line.can_undo = it->second.can_undo && is_empty(line.row["undone_by"]);
        line.together = it->second.rows;
    }
    return {};
}

}  // namespace

Result<JournalPage> read_journal(Engine& engine, const Actor& actor, const JournalAsk& ask) {
    JournalPage page;
    page.company = engine.company.current();
    const Catalogue& catalogue = *page.company->catalogue;
    VIGIL_TRY(Query query, query_of(catalogue, ask));
    const auto view = engine.store.read();
    const auto limit = std::size_t(std::clamp(ask.limit, 1, 200));
    for (int look = 0; look < looks_max && page.lines.size() < limit; ++look) {
        VIGIL_TRY(const auto rows, view->find(query, Permit::house()));
        VIGIL_TRY(const auto titles, titles_of(*view, *page.company, actor, rows));
        page.next.clear();
        for (const auto& row : rows) {
            const auto title = titles.find(
                std::pair(std::string(row.text("entity")), Id{integer_of(row["record"])}));
            if (title != titles.end())
                page.lines.push_back({row, title->second.title, title->second.about});
            page.next = cursor_of(row);
            if (page.lines.size() == limit) break;
        }
        const bool all = int(rows.size()) < query.limit;
        if (all && (rows.empty() || page.next == cursor_of(rows.back()))) {
            page.next.clear();
            break;
        }
        if (!rows.empty()) {
            VIGIL_TRY(query.after, parse_cursor(page.next));
        }
    }
    VIGIL_DO(tell_acts(engine, actor, *view, page.lines));
    return page;
}

namespace {

// Few at once: each is a place in the index of records.
constexpr std::size_t asked_at_once = 50;

Status add_removers(ReadView& view, const EntityDef& journal, const EntityDef& entity,
                    const std::vector<Id>& ids, std::map<Id, Id>& removers) {
    Query query;
    query.entity = &journal;
    query.where = both(field_in(journal, journal.index_of("record"), ids),
                       both(field_equals(journal, "entity", entity.key),
                            any_of({field_equals(journal, "act", std::string("remove")),
                                    field_equals(journal, "act", std::string("undo"))})));
    query.order = {{field_id, false}};
    query.limit = 10'000;
    VIGIL_TRY(const auto rows, view.find(query, Permit::house()));
    for (const auto& row : rows)  // an undo removes what an act has made
        if (row.text("changes").find("\"removed_at\"") != std::string_view::npos)
            removers[Id{integer_of(row["record"])}] = Id{integer_of(row["actor"])};
    return {};
}

}  // namespace

Result<std::map<Id, Id>> removers_of(Engine& engine, const EntityDef& entity,
                                     const std::vector<Record>& records) {
    const auto company = engine.company.current();
    const EntityDef& journal = company->catalogue->need("journal");
    const auto view = engine.store.read();
    std::map<Id, Id> removers;
    std::vector<Id> ids;
    for (const auto& record : records) {
        ids.push_back(record.id());
        if (ids.size() < asked_at_once && &record != &records.back()) continue;
        VIGIL_DO(add_removers(*view, journal, entity, ids, removers));
        ids.clear();
    }
    return removers;
}

}  // namespace vigil
