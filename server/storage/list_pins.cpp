#include "storage/list_pins.h"

#include <algorithm>

#include "model/condition_value.h"
#include "ports/store.h"

namespace vigil::storage {

namespace {

using Op = Condition::Op;
using Kind = Term::Kind;
using MaybePin = Result<std::optional<Pin>>;

bool holds(const std::vector<Value>& values, const Value& value) {
    return std::ranges::find(values, value) != values.end();
}

const FieldDef& field_of(const Term& term) { return term.of->fields[std::size_t(term.field)]; }

Pin pin_of(const Term& term, std::vector<Value> values) {
    Pin pin{field_of(term).key, Pin::Kind::plain, {}};
    if (term.field == field_id)
        pin.kind = Pin::Kind::key;
    else if (field_of(term).kind == FieldKind::link)
        pin.kind = Pin::Kind::link;
    for (Value& value : values)
        if (!holds(pin.values, value)) pin.values.push_back(std::move(value));
    return pin;
}

class PinReader {
  public:
    PinReader(const ConditionContext& context, const FindLinked& find_linked)
        : context_(context), find_linked_(find_linked) {}

    MaybePin read(const Condition& condition) const {
        switch (condition.op) {
            case Op::all:
                return read_all(condition);
            case Op::any:
                return read_any(condition);
            case Op::constant:
            case Op::negate:
            case Op::ne:
            case Op::changed:
                return std::nullopt;
            default:
                break;
        }
        if (condition.left.kind != Kind::field) return std::nullopt;
        if (condition.left.via >= 0) return read_linked(condition);
        switch (condition.op) {
            case Op::eq:
                return read_equal(condition);
            case Op::in:
                return read_in(condition);
            case Op::empty:
                return read_empty(condition.left);
            default:
                return std::nullopt;
        }
    }

  private:
    // One of its parts is enough.
    MaybePin read_all(const Condition& condition) const {
        for (const auto& part : condition.parts) {
            VIGIL_TRY(auto pin, read(*part));
            if (pin) return pin;
        }
        return std::nullopt;
    }

    MaybePin read_any(const Condition& condition) const {
        std::optional<Pin> together;
        for (const auto& part : condition.parts) {
            VIGIL_TRY(auto pin, read(*part));
            if (!pin || (together && together->column != pin->column)) return std::nullopt;
            if (!together) {
                together = std::move(pin);
                continue;
            }
            for (Value& value : pin->values)
                if (!holds(together->values, value)) together->values.push_back(std::move(value));
        }
        return together;
    }

    std::optional<Value> value_of(const Term& left, const Term& right) const {
        if (right.kind == Kind::field || right.kind == Kind::count) return std::nullopt;
        switch (left.type) {
            case FieldKind::link:
                if (const Id id = link_of(right, context_)) return Value(id);
                return std::nullopt;
            case FieldKind::choice:
            case FieldKind::boolean:
            case FieldKind::integer:
                if (right.kind != Kind::literal || is_empty(right.value)) return std::nullopt;
                return right.value;
            default:
                return std::nullopt;
        }
    }

    MaybePin read_equal(const Condition& condition) const {
        const Term &left = condition.left, &right = condition.right;
        if (auto value = value_of(left, right)) return pin_of(left, {*std::move(value)});
        // What is equal when folded has the same key. (A phone's key is of its digits, not its text.)
        const FieldDef& field = field_of(left);
        const bool keyed = field.key_column && field.kind != FieldKind::phone &&
                           is_text_kind(left.type) && right.kind == Kind::literal;
        const std::int64_t key = keyed ? comparing_key(field, right.value) : 0;
        if (key == 0) return std::nullopt;
        return Pin{field.key + "_key", Pin::Kind::key, {key}};
    }

    MaybePin read_in(const Condition& condition) const {
        if (condition.list.front().kind == Kind::my_teams)
            return pin_of(condition.left, {context_.my_teams.begin(), context_.my_teams.end()});
        std::vector<Value> values;
        for (const Term& term : condition.list) {
            auto value = value_of(condition.left, term);
            if (!value) return std::nullopt;
            values.push_back(*std::move(value));
        }
        return pin_of(condition.left, std::move(values));
    }

    static MaybePin read_empty(const Term& left) {
        const FieldKind kind = condition_kind(*left.of, left.field);
        if (is_text_kind(kind) || kind == FieldKind::json) return std::nullopt;
        if (kind == FieldKind::choice) return pin_of(left, {Empty{}, std::string()});
        return pin_of(left, {Empty{}});
    }

    // "owner.team in my_teams" is "team in my_teams" of the records that `owner` may link to.
    MaybePin read_linked(const Condition& condition) const {
        const auto other_field = [](const Term& term) { return term.kind == Kind::field; };
        if (condition.op == Op::empty || other_field(condition.right) ||
            std::ranges::any_of(condition.list, other_field))
            return std::nullopt;
        Condition there = condition;
        there.entity = condition.left.of;
        there.left.via = -1;
        VIGIL_TRY(const auto ids, find_linked_(*there.entity, there));
        if (!ids) return std::nullopt;
        Term link = condition.left;
        link.field = condition.left.via;
        link.via = -1;
        link.of = condition.entity;
        return pin_of(link, {ids->begin(), ids->end()});
    }

    const ConditionContext& context_;
    const FindLinked& find_linked_;
};

bool is_stretch(const Condition& condition) {
    const bool compares = condition.op == Op::lt || condition.op == Op::le ||
                          condition.op == Op::gt || condition.op == Op::ge ||
                          condition.op == Op::eq;  // a moment may be "on" a whole day
    const Term& left = condition.left;
    const bool by_time = left.type == FieldKind::moment || left.type == FieldKind::day;
    return compares && left.kind == Kind::field && left.via < 0 && by_time &&
           condition.right.kind != Kind::field;
}

void join(std::vector<Pin>& pins, Pin pin) {
    const auto same = std::ranges::find(pins, pin.column, &Pin::column);
    if (same == pins.end()) return pins.push_back(std::move(pin));
    std::erase_if(same->values, [&](const Value& value) { return !holds(pin.values, value); });
}

}  // namespace

Status add_pins(const Condition& condition, const ConditionContext& context,
                const FindLinked& find_linked, Pins& pins) {
    if (condition.op == Op::all) {
        for (const auto& part : condition.parts)
            VIGIL_DO(add_pins(*part, context, find_linked, pins));
        return {};
    }
    VIGIL_TRY(auto pin, PinReader(context, find_linked).read(condition));
    if (pin) join(pins.values, *std::move(pin));
    if (is_stretch(condition)) pins.stretches.push_back(&condition);
    return {};
}

}  // namespace vigil::storage
