// What the terms of a condition stand for in a context. Both readers, the one in memory and SQL, resolve
// their terms here, so that a day means the same stretch of time and 10,000 the same amount in both.
#pragma once

#include <compare>
#include <optional>
#include <utility>
#include <vector>

#include "model/condition.h"

namespace vigil {

// The kind of field `field` of `entity` as conditions see it: the id is a link to the entity itself.
FieldKind condition_kind(const EntityDef& entity, int field);
// Key of the entity that field links to; the entity's own key for its id; "" when it is no link.
std::string_view condition_target(const EntityDef& entity, int field);

constexpr bool is_text_kind(FieldKind kind) {
    return kind == FieldKind::text || kind == FieldKind::long_text || kind == FieldKind::email ||
           kind == FieldKind::phone || kind == FieldKind::url;
}

// Empty, or a text without a character.
inline bool counts_as_empty(const Value& value) {
    if (is_empty(value)) return true;
    const auto* text = std::get_if<std::string>(&value);
    return text && text->empty();
}

// A half-open stretch of time: a whole day, or the one microsecond of a moment.
struct Stretch {
    Moment from, to;
};

// Of a term that is a moment, a day or stands for one; nothing when it is `started` and nothing has.
std::optional<Stretch> stretch_of(const Term& term, const ConditionContext& context);
// The calendar day of the same, in the context's time zone.
std::optional<Day> day_of(const Term& term, const ConditionContext& context);

// The user or team a me, me.team or literal link term stands for; none when there is none.
Id link_of(const Term& term, const ConditionContext& context);

inline constexpr int open_money_digits = 4;  // money literals without a currency

// How an amount stands to another, which may be a literal without a currency: exactly, by today's rates
// where their currencies differ. Nothing where one of them has none.
std::optional<std::strong_ordering> compare_money(const Money& own, const Money& other,
                                                  const ConditionContext& context);

// The amounts of one currency next to a money literal: the largest in its smallest units that is not above
// it, and the smallest that is not below.
struct MoneyBound {
    Currency currency;
    Nearest units;
    bool exact() const { return units.floor == units.ceil; }
};
// Of every currency the literal can be compared with today: its own first.
std::vector<MoneyBound> bounds_of(const Money& literal, const ConditionContext& context);
// What each currency's smallest unit is worth today; empty where there is nothing to convert.
std::vector<std::pair<Currency, Worth>> worths_of(const ConditionContext& context);

}  // namespace vigil
