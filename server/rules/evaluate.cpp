#include "rules/evaluate.h"

#include <algorithm>

#include "base/phone.h"
#include "base/text.h"
#include "model/condition_value.h"
#include "rules/ascii.h"

namespace vigil::rules {

namespace {

using Op = Condition::Op;
using Kind = Term::Kind;

const Value empty_value{};

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}
bool same_small(char value, char folded) { return small(value) == folded; }

// How a text from a record meets a folded one. ASCII needs no copy.
bool text_meets(Op op, std::string_view value, std::string_view folded) {
    if (!is_ascii(value)) {
        const std::string whole = fold(value);
        if (op == Op::contains) return whole.find(folded) != whole.npos;
        if (op == Op::starts_with) return whole.starts_with(folded);
        return whole == folded;
    }
    if (value.size() < folded.size()) return false;
    if (op == Op::contains)
        return std::search(value.begin(), value.end(), folded.begin(), folded.end(), same_small) !=
               value.end();
    if (op == Op::starts_with) value = value.substr(0, folded.size());
    return std::equal(value.begin(), value.end(), folded.begin(), folded.end(), same_small);
}

bool same_number(std::string_view a, std::string_view b) {
    const std::string key = phone_key(a);
    return !key.empty() && key == phone_key(b);
}

// A literal stands for the number however it is typed in that country.
bool is_number_typed(std::string_view own, std::string_view literal, std::string_view region) {
    if (same_number(own, literal)) return true;
    if (region.empty()) return false;
    const auto spellings = phone_spellings(literal, region);
    return std::ranges::any_of(spellings,
                               [&](const std::string& one) { return same_number(own, one); });
}

template <class T>
bool ordered(Op op, const T& a, const T& b) {
    switch (op) {
        case Op::eq:
            return a == b;
        case Op::lt:
            return a < b;
        case Op::le:
            return a <= b;
        case Op::gt:
            return a > b;
        case Op::ge:
            return a >= b;
        default:
            return false;
    }
}

bool in_stretch(Op op, Moment moment, const Stretch& stretch) {
    switch (op) {
        case Op::eq:
            return moment >= stretch.from && moment < stretch.to;
        case Op::lt:
            return moment < stretch.from;
        case Op::le:
            return moment < stretch.to;
        case Op::gt:
            return moment >= stretch.to;
        case Op::ge:
            return moment >= stretch.from;
        default:
            return false;
    }
}

bool money_meets(Op op, const Money& own, const Money& other, const ConditionContext& context) {
    const auto order = compare_money(own, other, context);
    return order && ordered(op, *order < 0 ? -1 : int(*order > 0), 0);
}

// Two values of one type, neither of them empty.
bool values_meet(Op op, const Value& own, const Value& other, const ConditionContext& context) {
    return std::visit(
        [&](const auto& mine) {
            using T = std::decay_t<decltype(mine)>;
            const auto* yours = std::get_if<T>(&other);
            if constexpr (std::is_same_v<T, Money>)
                return yours && money_meets(op, mine, *yours, context);
            else if constexpr (std::is_same_v<T, Empty>)
                return false;
            else
                return yours && ordered(op, mine, *yours);
        },
        own);
}

class Reader {
  public:
    // `facts` is null where a child is read: it has no facts but itself.
    Reader(const Record& record, Facts* facts, const ConditionContext& context)
        : record_(record), facts_(facts), context_(context) {}

    Result<bool> read(const Condition& condition) {
        switch (condition.op) {
            case Op::constant:
                return condition.truth;
            case Op::all:
                return read_parts(condition, true);
            case Op::any:
                return read_parts(condition, false);
            case Op::negate:
                return negated(read(*condition.parts.front()));
            case Op::ne:
                return negated(meets(Op::eq, condition.left, condition.right));
            case Op::in:
                return in_list(condition);
            case Op::empty:
                return is_empty_now(condition.left);
            case Op::changed:
                return has_changed(condition);
            default:
                return meets(condition.op, condition.left, condition.right);
        }
    }

  private:
    static Result<bool> negated(Result<bool> answer) {
        if (answer) *answer = !*answer;
        return answer;
    }

    // An `all` is over at the first false, an `any` at the first true.
    Result<bool> read_parts(const Condition& condition, bool go_on) {
        for (int cost = 0; cost <= condition.cost; ++cost) {
            for (const auto& part : condition.parts) {
                if (part->cost != cost) continue;
                VIGIL_TRY(const bool answer, read(*part));
                if (answer != go_on) return !go_on;
            }
        }
        return go_on;
    }

    // The value of a field term.
    Result<const Value*> value(const Term& term) {
        if (term.via < 0) return &record_.values[std::size_t(term.field)];
        if (!id_of(record_.values[std::size_t(term.via)])) return &empty_value;
        VIGIL_TRY(const Record* other, facts_->linked(term.via));
        return other ? &other->values[std::size_t(term.field)] : &empty_value;
    }

    Result<std::int64_t> count(const Term& term) {
        VIGIL_TRY(const auto* children, facts_->children(*term.child, term.child_link));
        std::int64_t n = 0;
        for (const Record& child : *children) {
            if (child.removed()) continue;
            if (term.where) {
                VIGIL_TRY(const bool counts, Reader(child, nullptr, context_).read(*term.where));
                if (!counts) continue;
            }
            ++n;
        }
        return n;
    }

    Result<bool> is_empty_now(const Term& term) {
        VIGIL_TRY(const Value* own, value(term));
        return counts_as_empty(*own);
    }

    Result<bool> meets(Op op, const Term& left, const Term& right) {
        if (left.kind == Kind::count) {
            VIGIL_TRY(const std::int64_t n, count(left));
            return value_meets(op, Value(n), FieldKind::integer, right);
        }
        VIGIL_TRY(const Value* own, value(left));
        return value_meets(op, *own, left.type, right);
    }

    Result<bool> value_meets(Op op, const Value& own, FieldKind kind, const Term& right) {
        if (counts_as_empty(own)) return false;
        if (right.kind == Kind::field) {
            VIGIL_TRY(const Value* other, value(right));
            if (kind == FieldKind::phone && right.type == FieldKind::phone)
                return same_number(text_of(own), text_of(*other));
            if (is_text_kind(kind))
                return !counts_as_empty(*other) && fold(text_of(own)) == fold(text_of(*other));
            return values_meet(op, own, *other, context_);
        }
        if (kind == FieldKind::phone && op == Op::eq)
            return is_number_typed(text_of(own), text_of(right.value), context_.phone_region);
        if (is_text_kind(kind)) return text_meets(op, text_of(own), right.folded);
        if (kind == FieldKind::link) return id_of(own) && id_of(own) == link_of(right, context_);
        if (kind == FieldKind::money)
            return money_meets(op, std::get<Money>(own), std::get<Money>(right.value), context_);
        if (kind == FieldKind::moment) {
            const auto stretch = stretch_of(right, context_);
            return stretch && in_stretch(op, moment_of(own), *stretch);
        }
        if (kind == FieldKind::day) {
            const auto day = day_of(right, context_);
            return day && ordered(op, std::get<Day>(own), *day);
        }
        return values_meet(op, own, right.value, context_);
    }

    Result<bool> in_list(const Condition& condition) {
        if (condition.list.front().kind == Kind::my_teams) {
            VIGIL_TRY(const Value* own, value(condition.left));
            const Id team = id_of(*own);
            const auto& mine = context_.my_teams;
            return team && std::find(mine.begin(), mine.end(), team) != mine.end();
        }
        if (condition.left.kind == Kind::count) {
            VIGIL_TRY(const std::int64_t n, count(condition.left));
            return is_one_of(Value(n), condition);
        }
        VIGIL_TRY(const Value* own, value(condition.left));
        return is_one_of(*own, condition);
    }

    Result<bool> is_one_of(const Value& own, const Condition& condition) {
        for (const auto& member : condition.list) {
            VIGIL_TRY(const bool same, value_meets(Op::eq, own, condition.left.type, member));
            if (same) return true;
        }
        return false;
    }

    Result<bool> has_changed(const Condition& condition) {
        const auto since = stretch_of(condition.right, context_);
        if (!since) return false;
        for (const int field : condition.fields) {
            VIGIL_TRY(const auto at, facts_->changed_at(field));
            if (at && *at >= since->from) return true;
        }
        return false;
    }

    const Record& record_;
    Facts* facts_;
    const ConditionContext& context_;
};

}  // namespace

Result<bool> evaluate(const Condition& condition, Facts& facts, const ConditionContext& context) {
    return Reader(facts.record(), &facts, context).read(condition);
}

}  // namespace vigil::rules
