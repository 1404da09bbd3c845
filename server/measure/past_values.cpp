#include "measure/past_values.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "model/parse_json.h"
#include "usecases/conditions.h"

namespace vigil::measure {

namespace {

using Json = nlohmann::json;

constexpr int page = 5'000;
// Rows are numbered as they are made and recorded at the same time; two workers may cross a little.
constexpr Span crossing = minutes(1);

// The first row whose id is at least this.
Result<std::optional<Record>> row_from(ReadView& view, const EntityDef& journal, Id id) {
    Query query;
    query.entity = &journal;
    query.where = compare(journal, "id", Condition::Op::ge, id.value);
    query.order = {{field_id, false}};
    query.limit = 1;
    VIGIL_TRY(auto rows, view.find(query, Permit::house()));
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

// An id below all rows recorded at or after `since`: ids rise with time, so halving finds it.
Result<Id> id_at(ReadView& view, const EntityDef& journal, Moment since) {
    std::int64_t low = 0, high = std::numeric_limits<std::int64_t>::max();
    while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        VIGIL_TRY(const auto row, row_from(view, journal, Id{middle}));
        if (row && moment_of((*row)["recorded_at"]) < since)
            low = row->id().value;
        else
            high = middle;
    }
    return Id{low};
}

}  // namespace

std::vector<Id> PastValues::ids() const {
    std::vector<Id> ids;
    for (const auto& [id, old] : old_) ids.push_back(id);
    return ids;
}

std::optional<Record> PastValues::before(const Record& now) const {
    const auto found = old_.find(now.id());
    if (found == old_.end()) return now;
    if (found->second.made_since) return std::nullopt;
    Record then = now;
    for (const auto& [field, value] : found->second.values) then.values[std::size_t(field)] = value;
    return then;
}

void PastValues::take(const Record& row, const EntityDef& entity) {
    Old& old = old_[Id{integer_of(row["record"])}];
    if (row.text("act") == "create") old.made_since = true;
    const auto changes = Json::parse(row.text("changes"), nullptr, false);
    if (!changes.is_object()) return;
    for (const auto& [key, pair] : changes.items()) {
        const int field = entity.index_of(key);
        if (field < 0 || !pair.is_array() || pair.empty()) continue;
        auto value = parse_kept_value(entity.fields[std::size_t(field)], pair[0]);
        if (value) old.values.try_emplace(field, *std::move(value));
    }
}

Result<PastValues> past_values(ReadView& view, const Catalogue& catalogue, const EntityDef& entity,
                               Moment since, int most) {
    const EntityDef& journal = catalogue.need("journal");
    VIGIL_TRY(const Id from, id_at(view, journal, since - crossing));
    PastValues past;
    Query query;
    query.entity = &journal;
    query.where = both(both(compare(journal, "id", Condition::Op::ge, from.value),
                            compare(journal, "recorded_at", Condition::Op::ge, since)),
                       field_equals(journal, "entity", entity.key));
    query.order = {{field_id, false}};
    query.limit = page;
    for (int read = 0;; read += page) {
        VIGIL_TRY(const auto rows, view.find(query, Permit::house()));
        for (const auto& row : rows) past.take(row, entity);
        if (rows.size() < std::size_t(page)) return past;
        if (read + page >= most) break;
        query.after = {rows.back().values[field_id], rows.back().id()};
    }
    past.complete = false;
    return past;
}

}  // namespace vigil::measure
