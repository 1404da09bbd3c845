#include "model/permit.h"

namespace vigil {

Permit Permit::house() {
    Permit permit;
    permit.house_ = true;
    return permit;
}

Permit::Permit(ConditionContext who, std::string role, std::shared_ptr<const ByEntity> entities)
    : who_(std::move(who)), role_(std::move(role)), entities_(std::move(entities)) {}

Permit::Permit(ConditionContext who, std::string role, ByEntity entities)
    : Permit(std::move(who), std::move(role),
             std::make_shared<const ByEntity>(std::move(entities))) {}

const EntityPermit* Permit::of(const EntityDef& entity) const {
    if (!entities_) return nullptr;
    auto it = entities_->find(entity.key);
    return it == entities_->end() ? nullptr : &it->second;
}

}  // namespace vigil
