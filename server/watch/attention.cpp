#include "watch/attention.h"

#include <algorithm>
#include <limits>
#include <map>

#include "usecases/conditions.h"

namespace vigil::watch {

namespace {

// A group of one guideline and owner has a row per currency.
void add_row(Bundle& bundle, const TallyRow& row) {
    bundle.count += row.count;
    constexpr WideAmount most = std::numeric_limits<std::int64_t>::max();
    if (row.currency.letters[0] && row.sum <= most && row.sum >= -most)
        bundle.stakes.push_back({std::int64_t(row.sum), row.currency});
}

}  // namespace

ConditionPtr listed(const Company& company, const Actor& actor, std::string_view state,
                    Moment now) {
    const EntityDef& exception = company.catalogue->need("exception");
    const EntityDef& snooze = company.catalogue->need("snooze");
    ConditionPtr all = field_equals(exception, "state", std::string(state));
    if (state == "closed") return all;
    if (state == "warned") all = both(all, field_equals(exception, "owner", actor.user));
    return both(all, none_hangs(exception, snooze, "exception",
                                both(field_equals(snooze, "user", actor.user),
                                     compare(snooze, "until", Condition::Op::gt, now))));
}

Result<std::vector<Bundle>> bundles_in(ReadView& view, const Actor& actor, const Query& query,
                                       std::int64_t beyond) {
    Tally tally;
    tally.entity = query.entity;
    tally.where = query.where;
    tally.context = query.context;
    tally.by = {query.entity->index_of("guideline"), query.entity->index_of("owner")};
    tally.sum = query.entity->index_of("amount");
    VIGIL_TRY(const auto rows, view.tally(tally, actor.permit));
    std::map<std::pair<Id, Id>, Bundle> groups;
    for (const auto& row : rows) {
        const auto id_at = [&](std::size_t i) {
            return is_empty(row.by[i]) ? Id{} : std::get<Id>(row.by[i]);
        };
        Bundle& bundle = groups[{id_at(0), id_at(1)}];
        bundle.guideline = id_at(0);
        bundle.owner = id_at(1);
        add_row(bundle, row);
    }
    std::vector<Bundle> found;
    for (auto& [key, bundle] : groups)
        if (bundle.count > beyond) found.push_back(std::move(bundle));
    std::ranges::stable_sort(found, std::ranges::greater{}, &Bundle::count);
    if (found.size() > bundles_max) found.resize(bundles_max);
    return found;
}

ConditionPtr of_bundle(const EntityDef& exception, const Bundle& bundle) {
    return both(field_equals(exception, "guideline", bundle.guideline),
                bundle.owner ? field_equals(exception, "owner", bundle.owner)
                             : field_is_empty(exception, "owner"));
}

ConditionPtr of_no_bundle(const EntityDef& exception, const std::vector<Bundle>& bundles) {
    std::vector<ConditionPtr> folded;
    for (const auto& one : bundles) folded.push_back(of_bundle(exception, one));
    return folded.empty() ? nullptr : negated(any_of(std::move(folded)));
}

}  // namespace vigil::watch
