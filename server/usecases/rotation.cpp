#include "usecases/rotation.h"

#include <algorithm>

namespace vigil {

Id next_in_team(const Company& company, Id team, Id last, Moment now) {
    if (!team) return {};
    std::vector<Id> members;
    for (const auto& [id, one] : company.people)
        if (one.active && one.team == team && one.works_as == "rep" && !is_on_leave(one, now))
            members.push_back(id);
    if (members.empty()) return {};
    std::ranges::sort(members);
    const auto after = std::ranges::upper_bound(members, last);
    return after == members.end() ? members.front() : *after;
}

}  // namespace vigil
