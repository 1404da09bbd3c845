// The condition language's typed tree. One text serves filters, guidelines, permission scopes, metrics:
// rules/parse_condition makes the tree, rules/evaluate reads it in memory, storage/condition_sql turns
// it into SQL. All three agree on every line of tests/vectors/conditions.json.
//
// It reads a record's own fields, fields one link up (owner.team), and counts one link down
// (count(activities where kind = call)); no more.
//
// Two-valued: a comparison with an empty value is false, its negation true.
//   status = new and count(activities where kind = call and happened_at >= started) < 5
//   amount >= 10000 and owner.team = me.team          close_date < today + 30 days
//   phone is empty        status in (new, working)    name contains "acme"     email starts with "info@"
//   changed(status) since started                     owner.team in my_teams   true
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/exchange.h"
#include "model/catalogue.h"

namespace vigil {

// What a condition may speak of besides the record. Handed in; nothing here reads a clock.
struct ConditionContext {
    Moment now;
    std::string time_zone = "UTC";  // IANA: where `today` and a day's begin are
    Id me;                          // the user who asks
    Id my_team;
    std::vector<Id> my_teams;       // his team and all below it
    std::optional<Moment> started;  // when the guideline's promise started
    // What money is worth on the day of `now` where the company is, and its own currency. Null: nothing is
    // known of it, and only amounts of one currency can be compared.
    std::shared_ptr<const ExchangeRates> rates;
    // ISO 3166: where a literal number typed without a country is dialled; empty = nowhere in particular.
    std::string phone_region{};
};

struct Condition;
using ConditionPtr = std::shared_ptr<const Condition>;

enum class Amount { minutes, hours, days, weeks, months };

// One side of a comparison.
struct Term {
    enum class Kind {
        literal,  // `value`, already of the other side's type; a day literal may face a moment field
        field,    // own field, or a field of the linked record when `via` >= 0
        count,  // number of records of `child` whose field `child_link` is this record, where `where`
        me,     // the user's id
        my_team,
        my_teams,  // only right of `in`
        now,       // plus `offset` units
        today,     // a day; plus `offset` units
        started,   // plus `offset` units
    };
    Kind kind = Kind::literal;
    // Money without a currency is of the company's; its `minor` then counts ten-thousandths.
    Value value;
    std::string folded;  // of a text literal facing a text field: fold(value), what is compared
    int via = -1;        // index of the link field followed first
    int field = -1;      // index in this entity, or in the linked one
    const EntityDef* of = nullptr;     // whose field it is: this entity, or the linked one
    FieldKind type = FieldKind::text;  // of what the term answers
    const EntityDef* child = nullptr;
    int child_link = -1;
    ConditionPtr where;  // may be null = all; its fields are the child's
    int offset = 0;
    Amount unit = Amount::days;
};

struct Condition {
    enum class Op {
        constant,  // `truth`
        all,       // and, over `parts`
        any,       // or, over `parts`
        negate,    // not parts[0]
        eq,
        ne,
        lt,
        le,
        gt,
        ge,           // left, right
        in,           // left in `list` (terms) or in a list term
        contains,     // text; folded
        starts_with,  // text; folded
        empty,        // left is empty
        changed,  // any of `fields` of this record has changed at or after `right` (a moment term)
    };
    Op op = Op::constant;
    bool truth = true;
    std::vector<ConditionPtr> parts;
    Term left, right;
    std::vector<Term> list;
    std::vector<int> fields;
    const EntityDef* entity = nullptr;  // whose fields `left` speaks of
    // What its dearest part asks: nothing but the record (0), a linked record (1), the journal (2),
    // child records (3). Readers ask the cheap parts of an and / or first.
    int cost = 0;
};

}  // namespace vigil
