#include "usecases/search_everything.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ports/search.h"
#include "rules/parse_condition.h"
#include "usecases/conditions.h"
#include "usecases/search_sight.h"
#include "usecases/search_text.h"

namespace vigil {

namespace {

constexpr int most_candidates = 20'000;
constexpr std::size_t most_opportunities = 5;
constexpr std::array customers = {"account", "contact", "lead"};

bool is_customer(const EntityDef& entity) {
    return std::ranges::find(customers, entity.key) != customers.end();
}

bool may_read(const EntityPermit* rights, int field) {
    return !rights || (rights->fields[std::size_t(field)] != Right::none &&
                       !rights->masked[std::size_t(field)]);
}

// What he may not read is taken out, so that neither title nor context can tell it.
void blank_unreadable(Record& record, const EntityPermit* rights) {
    for (std::size_t i = 0; i < record.values.size(); ++i)
        if (int(i) != field_id && !may_read(rights, int(i))) record.values[i] = Empty{};
}

struct Ranked {
    SearchRank rank = SearchRank::none;
    Found found;
};

// The entities he may see, customers first.
Result<std::vector<const EntityDef*>> entities_of(const Company& company, const Permit& permit,
                                                  const std::string& key) {
    std::vector<const EntityDef*> entities, others;
    for (const auto& entity : company.catalogue->entities()) {
        if (!is_searched(*entity) || (!key.empty() && entity->key != key)) continue;
        const auto* rights = permit.of(*entity);
        if (permit.is_house() || (rights && rights->may_see))
            (is_customer(*entity) ? entities : others).push_back(entity.get());
    }
    entities.insert(entities.end(), others.begin(), others.end());
    if (!key.empty() && entities.empty())
        return fail(FaultKind::malformed, "unknown_entity", {},
                    {{"entity", std::string(clip(key, 60))}});
    return entities;
}

struct Searcher {
    Engine& engine;
    SearchIndex& index;
    const Actor& actor;
    const Company& company;
    ReadView& view;
    SearchQuery query;
    int limit;
    bool digits;  // the query has some

    // The record as the query finds it in what he may read; rank none when it does not.
    Ranked look_at(const Record& record, const EntityPermit* rights) const {
        auto lines = search_lines(record, company.settings.phone_region, digits);
        const auto is_closed = [&](const SearchLine& line) {
            return std::ranges::any_of(line.fields,
                                       [&](int field) { return !may_read(rights, field); });
        };
        if (!lines.empty() && is_closed(lines.front())) lines.front() = {};  // no other is its name
        std::erase_if(lines, is_closed);
        Ranked ranked;
        ranked.rank = query.rank(joined_lines(lines));
        if (ranked.rank == SearchRank::none) return ranked;
        for (const auto& line : lines)
            if (std::ranges::any_of(
                    query.ways(), [&](const SearchWay& way) { return line_holds(way, line.text); }))
                for (const int field : line.fields)
                    if (std::ranges::find(ranked.found.found_in, field) ==
                        ranked.found.found_in.end())
                        ranked.found.found_in.push_back(field);
        ranked.found.record = record;
        blank_unreadable(ranked.found.record, rights);
        return ranked;
    }

    SearchScope scope_of(const EntityDef& entity) const {
        return {entity.key, owners_in_sight(company, actor.permit, entity)};
    }
    int first_wanted() const { return limit + 10; }

    // Asks the index for more than the first hits, until enough of what it names can be seen.
    Status search(const EntityDef& entity, SearchHits hits, std::vector<Ranked>& found,
                  bool& complete) const {
        const auto* rights = actor.permit.is_house() ? nullptr : actor.permit.of(entity);
        std::size_t looked_at = 0;
        int seen = 0;
        for (int wanted = first_wanted();;) {
            // A longer answer may put others in front; those looked at before are looked at again
            // at most once.
            if (hits.ids.size() > looked_at) {
                found.erase(found.end() - seen, found.end());
                seen = 0;
                VIGIL_TRY(auto records, view.get_many(entity, hits.ids, actor.permit));
                for (auto& record : records) {
                    if (record.removed()) continue;
                    auto ranked = look_at(record, rights);
                    if (ranked.rank == SearchRank::none) continue;
                    found.push_back(std::move(ranked));
                    ++seen;
                }
                looked_at = hits.ids.size();
            }
            if (hits.complete) return {};
            if (seen > limit || wanted > most_candidates) {
                complete = false;
                return {};
            }
            wanted *= 8;
            VIGIL_TRY(hits, index.find(query, scope_of(entity), wanted));
        }
    }
};

// Which opportunities hang on these records: the ids of one entity's customers at once.
Status add_opportunities(Searcher& searcher, const EntityDef& customer, std::vector<Found>& found) {
    const EntityDef* opportunity = searcher.company.catalogue->entity("opportunity");
    const int link = opportunity ? opportunity->index_of(customer.key) : -1;
    if (link < 0) return {};
    std::map<Id, Found*> by_id;
    std::vector<ConditionPtr> ones;
    for (auto& one : found)
        if (one.record.entity == &customer) {
            by_id[one.record.id()] = &one;
            ones.push_back(field_equals(*opportunity, link, one.record.id()));
        }
    if (ones.empty()) return {};
    const auto* rights =
        searcher.actor.permit.is_house() ? nullptr : searcher.actor.permit.of(*opportunity);
    const int stage = opportunity->index_of("stage");
    if (!may_read(rights, link) || !may_read(rights, stage)) return {};
    VIGIL_TRY(const auto open, rules::parse_condition("not (stage in (won, lost))", *opportunity,
                                                      *searcher.company.catalogue));
    Query query;
    query.entity = opportunity;
    query.where = both(open, any_of(std::move(ones)));
    query.context = searcher.actor.permit.who();
    query.limit = 500;
    query.order = {{field_id, true}};
    VIGIL_TRY(auto records, searcher.view.find(query, searcher.actor.permit));
    for (auto& record : records) {
        auto& list = by_id.at(id_of(record.values[std::size_t(link)]))->open_opportunities;
        if (list.size() == most_opportunities) continue;
        blank_unreadable(record, rights);
        list.push_back(std::move(record));
    }
    return {};
}

bool sees_all(const Company& company, const Permit& permit, std::string_view key) {
    const EntityDef* entity = company.catalogue->entity(key);
    if (!entity || permit.is_house()) return true;
    const EntityPermit* rights = permit.of(*entity);
    return rights && rights->may_see && !rights->see;
}

bool comes_before(const Ranked& a, const Ranked& b) {
    if (a.rank != b.rank) return a.rank > b.rank;
    const bool customer = is_customer(*a.found.record.entity);
    if (customer != is_customer(*b.found.record.entity)) return customer;
    return b.found.record.id() < a.found.record.id();
}

}  // namespace

Result<SearchAnswer> search_everything(Engine& engine, SearchIndex& index, const Actor& actor,
                                       const SearchRequest& request) {
    if (!valid_utf8(request.text)) return fail(FaultKind::malformed, "bad_text");
    SearchAnswer answer;
    answer.company = engine.company.current();
    answer.all_opportunities = sees_all(*answer.company, actor.permit, "opportunity");
    VIGIL_TRY(const auto entities, entities_of(*answer.company, actor.permit, request.entity));
    const auto view = engine.store.read();
    Searcher searcher{engine,
                      index,
                      actor,
                      *answer.company,
                      *view,
                      SearchQuery(request.text),
                      std::clamp(request.limit, 1, 50),
                      request.text.find_first_of("0123456789") != std::string::npos};
    if (searcher.query.empty()) return answer;
    std::vector<Ranked> ranked;
    std::vector<SearchScope> scopes;
    for (const auto* entity : entities) scopes.push_back(searcher.scope_of(*entity));
    VIGIL_TRY(auto hits, index.find_each(searcher.query, scopes, searcher.first_wanted()));
    for (std::size_t i = 0; i < entities.size(); ++i)
        VIGIL_DO(searcher.search(*entities[i], std::move(hits[i]), ranked, answer.complete));
    std::ranges::sort(ranked, comes_before);
    if (ranked.size() > std::size_t(searcher.limit)) {
        ranked.resize(std::size_t(searcher.limit));
        answer.complete = false;
    }
    for (auto& one : ranked) answer.found.push_back(std::move(one.found));
    for (const auto* entity : entities)
        if (is_customer(*entity)) VIGIL_DO(add_opportunities(searcher, *entity, answer.found));
    return answer;
}

}  // namespace vigil
