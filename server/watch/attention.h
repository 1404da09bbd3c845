// What needs a person's attention: the exceptions in his list, and which of them the list folds into one line.
#pragma once

#include "usecases/find_records.h"

namespace vigil::watch {

// The exceptions of his list that are in this state: warned ones are his own alone; open and warned ones are beside
// those he has put aside for himself. Joined to what his permit lets him see.
ConditionPtr listed(const Company& company, const Actor& actor, std::string_view state, Moment now);

// So many by one owner under one guideline that a line each would hide all others.
struct Bundle {
    Id guideline, owner;  // no owner: the records belong to nobody
    std::int64_t count = 0;
    std::vector<Money>
        stakes;  // what is at stake, a sum per currency; without what does not fit a Money
};

// Of so many or fewer by one owner under one guideline each has a line of its own.
inline constexpr std::int64_t listed_singly = 30;
inline constexpr std::size_t bundles_max = 40;

// The groups of more than `beyond` exceptions among those the query finds, the largest first, bundles_max at
// most: what is not folded is listed singly.
Result<std::vector<Bundle>> bundles_in(ReadView& view, const Actor& actor, const Query& query,
                                       std::int64_t beyond);

// The exceptions of a bundle, and those of none.
ConditionPtr of_bundle(const EntityDef& exception, const Bundle& bundle);
ConditionPtr of_no_bundle(const EntityDef& exception, const std::vector<Bundle>& bundles);

}  // namespace vigil::watch
