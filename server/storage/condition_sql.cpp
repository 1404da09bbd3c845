#include "storage/condition_sql.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/check.h"
#include "base/phone.h"
#include "model/condition_value.h"
#include "ports/store.h"
#include "storage/columns.h"
#include "storage/money_sql.h"
#include "storage/stands_sql.h"

namespace vigil::storage {

namespace {

using Op = Condition::Op;
using Kind = Term::Kind;

// For LIKE ... escape '\'.
std::string escaped_for_like(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

// "> 0" and "< 1" need no counting: whether there is one.
enum class Presence { some, none, counted };
Presence presence_of(const Condition& condition) {
    const auto* n = std::get_if<std::int64_t>(&condition.right.value);
    if (condition.right.kind != Kind::literal || !n) return Presence::counted;
    const Op op = condition.op;
    if ((*n == 0 && (op == Op::gt || op == Op::ne)) || (*n == 1 && op == Op::ge))
        return Presence::some;
    if ((*n == 0 && (op == Op::eq || op == Op::le)) || (*n == 1 && op == Op::lt))
        return Presence::none;
    return Presence::counted;
}

// Writes one condition into `out`, from left to right, so that parameters stand in the order of their
// marks. SQL knows three answers and the language two: NULL is our false, and every negation is
// written "is not true".
class Writer {
  public:
    Writer(Sql& out, int& aliases, const ConditionContext& context, Dialect dialect,
           const Permit* sight)
        : out_(out), aliases_(aliases), context_(context), dialect_(dialect), sight_(sight) {}

    void condition(const Condition& condition, std::string_view alias) {
        switch (condition.op) {
            case Op::constant:
                put(condition.truth ? "true" : "false");
                return;
            case Op::all:
                return parts(condition, alias, " and ");
            case Op::any:
                return parts(condition, alias, " or ");
            case Op::negate:
                return negation(condition, alias);
            case Op::changed:
                return changed(condition, alias);
            case Op::empty:
                return emptiness(condition, alias);
            default:
                break;
        }
        if (condition.left.kind == Kind::count && presence_of(condition) != Presence::counted) {
            put(presence_of(condition) == Presence::none ? "not exists(" : "exists(");
            children(condition.left, "1", alias);
            put(")");
        } else if (condition.op == Op::ne) {
            put("(");
            linked(condition, alias, [&](const Sides& sides) { equal(condition, sides); });
            put(") is not true");
        } else {
            linked(condition, alias, [&](const Sides& sides) { compare(condition, sides); });
        }
    }

  private:
    // Row aliases of the records whose fields a comparison reads.
    struct Sides {
        std::string own;
        std::vector<std::pair<int, std::string>> joined;  // by link field
        std::string of(const Term& term) const {
            for (const auto& [via, alias] : joined)
                if (via == term.via) return alias;
            return own;
        }
    };

    void put(std::string_view text) { out_.text += text; }
    void param(Value value) {
        out_.text += '?';
        out_.params.push_back(std::move(value));
    }
    std::string fresh_alias() { return "x" + std::to_string(++aliases_); }
    std::string column(const Term& term, const Sides& sides, std::string_view suffix = "") const {
        return sides.of(term) + '.' +
               quoted_name(term.of->fields[std::size_t(term.field)].key + std::string(suffix));
    }
    static const std::string& key(const EntityDef& entity, int field) {
        return entity.fields[std::size_t(field)].key;
    }

    void parts(const Condition& condition, std::string_view alias, std::string_view word) {
        put("(");
        bool first = true;
        for (int cost = 0; cost <= condition.cost; ++cost) {
            for (const auto& part : condition.parts) {
                if (part->cost != cost) continue;
                if (!std::exchange(first, false)) put(word);
                this->condition(*part, alias);
            }
        }
        put(")");
    }

    void negation(const Condition& condition, std::string_view alias) {
        put("(");
        this->condition(*condition.parts.front(), alias);
        put(") is not true");
    }

    // Puts what `write` writes inside an exists over the linked records it reads, if any.
    template <class Write>
    void linked(const Condition& condition, std::string_view alias, const Write& write) {
        Sides sides{std::string(alias), {}};
        std::vector<const EntityDef*> entities;
        const auto join = [&](const Term& term) {
            if (term.kind != Kind::field || term.via < 0 || sides.of(term) != sides.own) return;
            sides.joined.emplace_back(term.via, fresh_alias());
            entities.push_back(term.of);
        };
        join(condition.left);
        // A member of a list that reads another link has an exists of its own: the others must not
        // wait for that link to be filled.
        if (condition.op != Op::in) join(condition.right);
        if (entities.empty()) return write(sides);
        put("exists(select 1 from ");
        for (std::size_t i = 0; i < entities.size(); ++i)
            put((i ? ", " : "") + quoted_name(entities[i]->plural) + ' ' + sides.joined[i].second);
        put(" where ");
        for (std::size_t i = 0; i < entities.size(); ++i) {
            const auto& [via, other] = sides.joined[i];
            put(other + ".\"id\" = " + sides.own + '.' + quoted_name(key(*condition.entity, via)));
            put(" and ");
            in_sight(*entities[i], other);
        }
        write(sides);
        put(")");
    }

    // Writes "SCOPE and " when the asker may not see every record of the entity.
    void in_sight(const EntityDef& entity, std::string_view alias) {
        if (!sight_ || sight_->is_house()) return;
        const EntityPermit* permit = sight_->of(entity);
        if (!permit || !permit->may_see) return put("false and ");
        if (!permit->see) return;
        Writer(out_, aliases_, sight_->who(), dialect_, nullptr).condition(*permit->see, alias);
        put(" and ");
    }

    void compare(const Condition& condition, const Sides& sides) {
        switch (condition.op) {
            case Op::in:
                membership(condition, sides);
                return;
            case Op::contains:
            case Op::starts_with:
                text_search(condition, sides);
                return;
            default:
                meets(condition.op, condition.left, condition.right, sides);
                return;
        }
    }

    void equal(const Condition& condition, const Sides& sides) {
        meets(Op::eq, condition.left, condition.right, sides);
    }

    void meets(Op op, const Term& left, const Term& right, const Sides& sides) {
        if (right.kind == Kind::field) return fields_meet(op, left, right, sides);
        if (is_text_kind(left.type)) {
            auto same = compared_texts(left, right);
            put(compared_column(left, sides));
            if (same.size() > 1) return list(same);
            put(" = ");
            return param(std::move(same.front()));
        }
        switch (left.type) {
            case FieldKind::money:
                return add_money_literal(op, money_columns(left, sides),
                                         std::get<Money>(right.value), context_, out_);
            case FieldKind::moment:
                return moment(op, left, right, sides);
            case FieldKind::day:
                return day(op, left, right, sides);
            case FieldKind::link:
                return link(left, right, sides);
            default:
                break;
        }
        operand(left, sides);
        put(symbol_of(op));
        param(right.value);
    }

    void operand(const Term& term, const Sides& sides) {
        if (term.kind == Kind::field) return put(column(term, sides));
        put("(");
        children(term, "count(*)", sides.own);
        put(")");
    }

    // Numbers are the same however they are typed; their comparing keys say so.
    static bool is_number(const Term& term) {
        if (term.kind != Kind::field) return false;
        const FieldDef& field = term.of->fields[std::size_t(term.field)];
        return field.kind == FieldKind::phone && field.key_column;
    }
    std::string compared_column(const Term& term, const Sides& sides) const {
        return is_number(term) ? column(term, sides, "_key")
                               : folded_column(column(term, sides), dialect_);
    }
    // A number may have been typed with its country or as one dials it at home.
    std::vector<Value> compared_texts(const Term& left, const Term& right) const {
        if (!is_number(left)) return {right.folded};
        const FieldDef& field = left.of->fields[std::size_t(left.field)];
        std::vector<Value> keys;
        for (const auto& one : phone_spellings(text_of(right.value), context_.phone_region))
            keys.emplace_back(comparing_key(field, one));
        return keys;
    }

    void fields_meet(Op op, const Term& left, const Term& right, const Sides& sides) {
        if (is_number(left) && is_number(right))
            return put(column(left, sides, "_key") + " = " + column(right, sides, "_key"));
        if (is_text_kind(left.type)) {
            put("nullif(" + folded_column(column(left, sides), dialect_) +
                ", '') = " + folded_column(column(right, sides), dialect_));
            return;
        }
        if (left.type == FieldKind::money)
            return add_money_fields(op, money_columns(left, sides), money_columns(right, sides),
                                    context_, dialect_, out_);
        operand(left, sides);
        put(symbol_of(op));
        operand(right, sides);
    }

    void link(const Term& left, const Term& right, const Sides& sides) {
        const Id id = link_of(right, context_);
        if (!id) return put("false");
        put(column(left, sides) + " = ");
        param(id);
    }

    // A moment against a day is against the whole day; the two ends stand in the context's zone.
    void moment(Op op, const Term& left, const Term& right, const Sides& sides) {
        const auto stretch = stretch_of(right, context_);
        if (!stretch) return put("false");
        const std::string own = column(left, sides);
        const bool instant = stretch->to - stretch->from == Span{1};
        put(own);
        if (instant || op == Op::lt || op == Op::ge) {
            put(symbol_of(op));
            return param(stretch->from);
        }
        if (op == Op::eq) {
            put(" >= ");
            param(stretch->from);
            put(" and " + own);
        }
        put(op == Op::gt ? " >= " : " < ");
        param(stretch->to);
    }

    void day(Op op, const Term& left, const Term& right, const Sides& sides) {
        const auto day = day_of(right, context_);
        if (!day) return put("false");
        put(column(left, sides) + std::string(symbol_of(op)));
        param(*day);
    }

    MoneyColumns money_columns(const Term& term, const Sides& sides) const {
        return {column(term, sides), column(term, sides, "_currency")};
    }

    void text_search(const Condition& condition, const Sides& sides) {
        const std::string own = folded_column(column(condition.left, sides), dialect_);
        const std::string& text = condition.right.folded;
        const bool start = condition.op == Op::starts_with;
        if (dialect_ == Dialect::sqlite) {
            put("instr(" + own + ", ");
            param(text);
            return put(start ? ") = 1" : ") > 0");
        }
        put(own + " like ");
        param((start ? "" : "%") + escaped_for_like(text) + "%");
    }

    // Plain values stand together in one IN; a day that means a stretch, another field, an amount in
    // any currency stand beside it.
    void membership(const Condition& condition, const Sides& sides) {
        if (condition.list.front().kind == Kind::my_teams) return my_teams(condition.left, sides);
        std::vector<Value> plain;
        std::vector<const Term*> others;
        for (const auto& term : condition.list)
            if (term.kind != Kind::field && is_text_kind(condition.left.type))
                std::ranges::move(compared_texts(condition.left, term), std::back_inserter(plain));
            else if (auto value = plain_value(condition.left, term))
                plain.push_back(std::move(*value));
            else
                others.push_back(&term);
        put("(");
        if (!plain.empty()) {
            if (is_text_kind(condition.left.type))
                put(compared_column(condition.left, sides));
            else
                operand(condition.left, sides);
            list(plain);
        }
        for (std::size_t i = 0; i < others.size(); ++i) {
            if (i || !plain.empty()) put(" or ");
            member(condition, *others[i], sides);
        }
        put(")");
    }

    void member(const Condition& condition, const Term& term, const Sides& sides) {
        if (term.kind != Kind::field || term.via < 0 || sides.of(term) != sides.own) {
            put("(");
            meets(Op::eq, condition.left, term, sides);
            return put(")");
        }
        const std::string other = fresh_alias();
        put("exists(select 1 from " + quoted_name(term.of->plural) + ' ' + other + " where " +
            other + ".\"id\" = " + sides.own + '.' + quoted_name(key(*condition.entity, term.via)) +
            " and ");
        in_sight(*term.of, other);
        Sides more = sides;
        more.joined.emplace_back(term.via, other);
        meets(Op::eq, condition.left, term, more);
        put(")");
    }

    // What `left in (term)` compares with, when that is one value.
    std::optional<Value> plain_value(const Term& left, const Term& term) const {
        if (term.kind == Kind::field || left.type == FieldKind::money) return std::nullopt;
        if (left.type == FieldKind::link) {
            const Id id = link_of(term, context_);
            return id ? std::optional<Value>(id) : std::nullopt;
        }
        if (left.type == FieldKind::moment) return std::nullopt;
        if (left.type == FieldKind::day) {
            const auto day = day_of(term, context_);
            return day ? std::optional<Value>(*day) : std::nullopt;
        }
        return term.value;
    }

    void my_teams(const Term& left, const Sides& sides) {
        if (context_.my_teams.empty()) return put("false");
        put(column(left, sides));
        list({context_.my_teams.begin(), context_.my_teams.end()});
    }

    void list(const std::vector<Value>& values) {
        put(" in (");
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i) put(", ");
            param(values[i]);
        }
        put(")");
    }

    void emptiness(const Condition& condition, std::string_view alias) {
        const Term& left = condition.left;
        const FieldKind kind = condition_kind(*left.of, left.field);
        const bool text =
            is_text_kind(kind) || kind == FieldKind::choice || kind == FieldKind::json;
        if (left.via >= 0) put("not ");
        linked(condition, alias, [&](const Sides& sides) {
            const std::string own = column(left, sides);
            if (left.via >= 0)  // it is empty when there is no linked record where it is filled
                put(own + " is not null" + (text ? " and " + own + " <> ''" : ""));
            else
                put(text ? '(' + own + " is null or " + own + " = '')" : own + " is null");
        });
    }

    // select WHAT from the children of the row `alias`
    void children(const Term& count, std::string_view what, std::string_view alias) {
        const std::string child = fresh_alias();
        put("select " + std::string(what) + " from " + quoted_name(count.child->plural) + ' ' +
            child + " where ");
        in_sight(*count.child, child);
        put(child + '.' + quoted_name(key(*count.child, count.child_link)) + " = " +
            std::string(alias) + ".\"id\"");
        if (!count.child->plain) put(" and " + child + ".\"removed_at\" is null");
        if (!count.where) return;
        put(" and ");
        condition(*count.where, child);
    }

    void changed(const Condition& condition, std::string_view alias) {
        const auto since = stretch_of(condition.right, context_);
        if (!since) return put("false");
        const std::string row = fresh_alias();
        put("exists(select 1 from \"journal\" " + row + " where " + row +
            ".\"record\" = " + std::string(alias) + ".\"id\" and " + row + ".\"entity\" = ");
        param(condition.entity->key);
        put(" and " + row + ".\"act\" <> 'create' and " + row + ".\"at\" >= ");
        param(since->from);
        put(" and " + stands_sql(row, fresh_alias(), fresh_alias()) + " and (");
        for (std::size_t i = 0; i < condition.fields.size(); ++i) {
            if (i) put(" or ");
            const std::string& name = key(*condition.entity, condition.fields[i]);
            if (dialect_ == Dialect::sqlite) {
                put("json_type(" + row + ".\"changes\", ");
                param("$.\"" + name + '"');
                put(") is not null");
            } else {
                put("jsonb_exists(" + row + ".\"changes\"::jsonb, ");
                param(name);
                put(")");
            }
        }
        put("))");
    }

    Sql& out_;
    int& aliases_;
    const ConditionContext& context_;
    Dialect dialect_;
    const Permit* sight_;
};

}  // namespace

std::string folded_column(std::string_view column, Dialect dialect) {
    if (dialect == Dialect::sqlite) return "vigil_fold(" + std::string(column) + ")";
    return "normalize(lower(normalize(" + std::string(column) +
           ", NFC) collate \"und-x-icu\"), NFC)";
}

Sql condition_sql(const Condition* condition, const EntityDef& entity, std::string_view alias,
                  const ConditionContext& context, Dialect dialect, const Catalogue&,
                  const Permit* sight) {
    if (!condition) return {"true", {}};
    // By name: a permit may still hold the tree of the catalogue before.
    VIGIL_CHECK(condition->entity->key == entity.key);
    Sql out;
    int aliases = 0;
    Writer(out, aliases, context, dialect, sight).condition(*condition, alias);
    return out;
}

}  // namespace vigil::storage
