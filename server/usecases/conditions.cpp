#include "usecases/conditions.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace vigil {

namespace {

std::shared_ptr<Condition> about_field(const EntityDef& entity, int field, Condition::Op op) {
    VIGIL_CHECK(field >= 0);
    auto condition = std::make_shared<Condition>();
    condition->op = op;
    condition->entity = &entity;
    condition->left.kind = Term::Kind::field;
    condition->left.field = field;
    condition->left.of = &entity;
    condition->left.type = entity.fields[std::size_t(field)].kind;
    return condition;
}

ConditionPtr comparison(const EntityDef& entity, int field, Condition::Op op, Value value) {
    auto condition = about_field(entity, field, op);
    condition->right.kind = Term::Kind::literal;
    condition->right.type = condition->left.type;
    condition->right.folded = fold(text_of(value));
    condition->right.value = std::move(value);
    return condition;
}

ConditionPtr composed(Condition::Op op, std::vector<ConditionPtr> parts) {
    auto condition = std::make_shared<Condition>();
    condition->op = op;
    for (const auto& part : parts) {
        if (!condition->entity) condition->entity = part->entity;
        condition->cost = std::max(condition->cost, part->cost);
    }
    condition->parts = std::move(parts);
    return condition;
}

}  // namespace

ConditionPtr field_equals(const EntityDef& entity, int field, Value value) {
    return comparison(entity, field, Condition::Op::eq, std::move(value));
}

ConditionPtr field_equals(const EntityDef& entity, std::string_view field, Value value) {
    return field_equals(entity, entity.index_of(field), std::move(value));
}

ConditionPtr field_in(const EntityDef& entity, int field, const std::vector<Id>& ids) {
    auto condition = about_field(entity, field, Condition::Op::in);
    for (const Id id : ids) {
        Term term;
        term.type = condition->left.type;
        // A plain number of the house's own tables may hold a record's id.
        term.value = term.type == FieldKind::integer ? Value(id.value) : Value(id);
        condition->list.push_back(std::move(term));
    }
    return condition;
}

ConditionPtr compare(const EntityDef& entity, std::string_view field, Condition::Op op,
                     Value value) {
    return comparison(entity, entity.index_of(field), op, std::move(value));
}

ConditionPtr field_is_empty(const EntityDef& entity, std::string_view field) {
    return about_field(entity, entity.index_of(field), Condition::Op::empty);
}

ConditionPtr none_hangs(const EntityDef& entity, const EntityDef& child, std::string_view by,
                        ConditionPtr where) {
    auto condition = std::make_shared<Condition>();
    condition->op = Condition::Op::eq;
    condition->entity = &entity;
    condition->left.kind = Term::Kind::count;
    condition->left.type = condition->right.type = FieldKind::integer;
    condition->left.child = &child;
    condition->left.child_link = child.index_of(by);
    condition->left.where = std::move(where);
    condition->right.value = std::int64_t{0};
    condition->cost = 3;
    return condition;
}

ConditionPtr both(ConditionPtr a, ConditionPtr b) {
    if (!a) return b;
    if (!b) return a;
    return composed(Condition::Op::all, {std::move(a), std::move(b)});
}

ConditionPtr any_of(std::vector<ConditionPtr> parts) {
    return composed(Condition::Op::any, std::move(parts));
}

ConditionPtr negated(ConditionPtr condition) {
    return composed(Condition::Op::negate, {std::move(condition)});
}

}  // namespace vigil
