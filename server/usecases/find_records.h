// Lists of any entity, filtered in the condition language, within what the caller may see.
#pragma once

#include "usecases/engine.h"

namespace vigil {

// The order by promise: what pulse shows of each record (usecases/read_pulse.h). It stands alone and has one
// direction: what is late longest comes first, what has no promise last. When a promise is due is no secret of any
// reader; that its owner has been warned is, and does not move it.
inline constexpr std::string_view by_promise = "promise";

struct ListRequest {
    std::string filter;
    std::string sort;   // "-created_at,name"; empty = newest first; by_promise
    std::string after;  // the cursor of the page before
    int limit = 50;     // 1 .. 200
    bool count = false;
    Removed removed = Removed::without;
    ConditionPtr further;  // joined to the filter; may be null
};

struct ListAnswer {
    CompanyPtr company;  // whose model the rows are of
    std::vector<Record> rows;
    std::string next;  // empty = no more
    std::optional<std::int64_t> count;
};

// What to ask the store for such a list, its cursor apart; limit is one more than asked for. `entity`: of
// this company's catalogue. Faults as find_records().
Result<Query> list_query(const Company& company, const Actor& actor, const EntityDef& entity,
                         const ListRequest& request);

// Faults: condition faults, sort_unknown, cursor_malformed; `field_not_seen` (forbidden) when the filter
// or the order speaks of a field the caller may not see.
Result<ListAnswer> find_records(Engine& engine, const Actor& actor, const EntityDef& entity,
                                const ListRequest& request);

// The place of a record in the order of this query, as its `after` wants it.
Result<std::vector<Value>> place_of(ReadView& view, const Company& company, const Query& query,
                                    const Record& record);

// Parses a filter and makes sure it speaks only of what this person may see.
Result<ConditionPtr> parse_filter(const Company& company, const Actor& actor,
                                  const EntityDef& entity, std::string_view text);

// A record's name for this person: of what he may read of it. "•••" when that is nothing.
std::string title_for(const Record& record, const Permit& permit, std::string_view language,
                      const TitleNames* names = nullptr);

// Its records' titles name others.
bool links_in_titles(const EntityDef& entity);

// What the titles of these records of one entity name beside their own fields, as far as he may see it. Asks the
// store only where a title says so.
Result<TitleNames> names_in_titles(ReadView& view, const Catalogue& catalogue, const Actor& actor,
                                   const std::vector<Record>& records);

// Titles of the records that the given ones link to, for `include`; only what the caller may see.
struct Included {
    Id id;
    std::string entity, title;
};
Result<std::vector<Included>> linked_titles(Engine& engine, const Actor& actor,
                                            const std::vector<Record>& rows,
                                            const std::vector<int>& links);

}  // namespace vigil
