#include "model/permit.h"

namespace vigil {

Permit Permit::house() {
    Permit permit;
    permit.house_ = true;
    return permit;
}

Permit::Permit(ConditionContext who, std::string works_as, std::shared_ptr<const ByEntity> entities)
    : who_(std::move(who)), works_as_(std::move(works_as)), entities_(std::move(entities)) {}

Permit::Permit(ConditionContext who, std::string works_as, ByEntity entities)
    : Permit(std::move(who), std::move(works_as),
             std::make_shared<const ByEntity>(std::move(entities))) {}

const EntityPermit* Permit::of(const EntityDef& entity) const {
    if (!entities_) return nullptr;
    auto it = entities_->find(entity.key);
    return it == entities_->end() ? nullptr : &it->second;
}

bool Permit::sees_all(const EntityDef& entity) const {
    const EntityPermit* rights = of(entity);
    return house_ || (rights && rights->may_see && !rights->see);
}

bool Permit::changes_all(const EntityDef& entity) const {
    const EntityPermit* rights = of(entity);
    return house_ || (rights && rights->may_change && !rights->change);
}

bool Permit::changes_as_seen(const EntityDef& entity) const {
    const EntityPermit* rights = of(entity);
    return house_ ||
           (rights && rights->may_change && (!rights->change || rights->change == rights->see));
}

}  // namespace vigil
