// What one person may see and do. Joined into every query: a record outside it does not exist for him.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/condition.h"

namespace vigil {

struct EntityPermit {
    ConditionPtr see;     // null = every row
    ConditionPtr change;  // null = every row; the same as `see` where both say the same
    bool may_see = false;
    bool may_change = false;
    bool may_create = false;
    bool may_remove = false;
    std::vector<Right> fields;  // by field index
    std::vector<bool> masked;   // by field index: shown as "•••" only

    // A field that is newer than this permit is out of sight.
    Right right_of(int field) const {
        return std::size_t(field) < fields.size() ? fields[std::size_t(field)] : Right::none;
    }
    bool is_masked(int field) const {
        return std::size_t(field) >= masked.size() || masked[std::size_t(field)];
    }
    // Shown with its value.
    bool may_read(int field) const {
        return may_see && right_of(field) != Right::none && !is_masked(field);
    }
};

class Permit {
  public:
    // The house itself: watch, courier, jobs. Sees and does everything.
    static Permit house();
    using ByEntity = std::map<std::string, EntityPermit, std::less<>>;

    // `entities` by entity key; an entity not named is out of sight. All of one role share them.
    // `works_as` is the shipped role his own one was made like.
    Permit(ConditionContext who, std::string works_as, std::shared_ptr<const ByEntity> entities);
    Permit(ConditionContext who, std::string works_as, ByEntity entities);

    bool is_house() const { return house_; }
    const ConditionContext& who() const { return who_; }
    // What his work is, never what he may do: whom leads are given to, who owns what he enters.
    const std::string& works_as() const { return works_as_; }
    // Null for the house (no limits) and for entities out of sight; ask is_house() first.
    const EntityPermit* of(const EntityDef& entity) const;
    // Whole, whoever's the rows are.
    bool sees_all(const EntityDef& entity) const;
    bool changes_all(const EntityDef& entity) const;
    // Whatever he sees he changes; false where that would have to be looked at.
    bool changes_as_seen(const EntityDef& entity) const;

  private:
    Permit() = default;
    bool house_ = false;
    ConditionContext who_;
    std::string works_as_;
    std::shared_ptr<const ByEntity> entities_;
};

}  // namespace vigil
