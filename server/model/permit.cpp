#include "model/permit.h"

namespace vigil {

Permit Permit::house() {
    Permit permit;
    permit.house_ = true;
    return permit;
}

Permit::Permit(ConditionContext who, std::string role,
               std::map<std::string, EntityPermit, std::less<>> entities)
    : who_(std::move(who)), role_(std::move(role)), entities_(std::move(entities)) {}

const EntityPermit* Permit::of(const EntityDef& entity) const {
    auto it = entities_.find(entity.key);
    return it == entities_.end() ? nullptr : &it->second;
}

}  // namespace vigil
