// What the terms of a condition stand for in a context. Both readers, the one in memory and SQL, resolve
// their terms here, so that a day means the same stretch of time and 10,000 the same amount in both.
#pragma once

#include <array>
#include <optional>
#include <span>

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

// How many digits a currency's smallest unit has behind the point.
int minor_digits(Currency currency);
// Currencies that have `digits` of them, for digits other than 2.
std::span<const Currency> currencies_with(int digits);

inline constexpr int open_money_digits = 4;  // money literals without a currency
// `amount` (in ten-thousandths) in units of 10^-digits: the whole units at or below it, at or above it.
struct Units {
    std::int64_t floor = 0, ceil = 0;
    bool exact() const { return floor == ceil; }
};
Units units_of(std::int64_t amount, int digits);

}  // namespace vigil
