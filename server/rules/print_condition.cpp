#include "rules/print_condition.h"

#include <algorithm>

#include "model/condition_value.h"

namespace vigil::rules {

namespace {

using Op = Condition::Op;
using Kind = Term::Kind;

std::string_view symbol_of(Op op) {
    switch (op) {
        case Op::eq:
            return " = ";
        case Op::ne:
            return " != ";
        case Op::lt:
            return " < ";
        case Op::le:
            return " <= ";
        case Op::gt:
            return " > ";
        case Op::ge:
            return " >= ";
        case Op::contains:
            return " contains ";
        default:
            return " starts with ";
    }
}

std::string quoted_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else
            out += c;
    }
    return out + '"';
}

std::string choice_text(std::string_view key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    });
    return bare ? std::string(key) : quoted_text(key);
}

std::string decimal_text(std::int64_t scaled, int digits) {
    std::string all = std::to_string(scaled);
    const bool negative = all.front() == '-';
    if (negative) all.erase(0, 1);
    if (all.size() <= std::size_t(digits)) all.insert(0, std::size_t(digits) + 1 - all.size(), '0');
    std::string whole = all.substr(0, all.size() - std::size_t(digits));
    std::string fraction = all.substr(all.size() - std::size_t(digits));
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    return (negative ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
}

std::string money_text(const Money& money) {
    if (!money.currency.letters[0]) return decimal_text(money.minor, open_money_digits);
    return decimal_text(money.minor, decimals_of(money.currency)) + ' ' +
           std::string(money.currency.view());
}

std::string literal_text(const Term& term) {
    const Value& value = term.value;
    if (const auto* text = std::get_if<std::string>(&value))
        return term.type == FieldKind::choice ? choice_text(*text) : quoted_text(*text);
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return decimal_text(*number, term.type == FieldKind::decimal ? 6 : 0);
    if (const auto* money = std::get_if<Money>(&value)) return money_text(*money);
    if (const auto* day = std::get_if<Day>(&value)) return to_string(*day);
    if (const auto* moment = std::get_if<Moment>(&value)) return to_string(*moment);
    return to_string(id_of(value));
}

std::string_view unit_text(Amount unit, bool one) {
    switch (unit) {
        case Amount::minutes:
            return one ? "minute" : "minutes";
        case Amount::hours:
            return one ? "hour" : "hours";
        case Amount::days:
            return one ? "day" : "days";
        case Amount::weeks:
            return one ? "week" : "weeks";
        case Amount::months:
            return one ? "month" : "months";
    }
    return "";
}

class Printer {
  public:
    std::string whole(const Condition& condition) const {
        switch (condition.op) {
            case Op::constant:
                return condition.truth ? "true" : "false";
            case Op::all:
                return joined(condition, " and ");
            case Op::any:
                return joined(condition, " or ");
            case Op::negate:
                return negated(condition);
            case Op::in:
                return left(condition) + membership(condition);
            case Op::empty:
                return left(condition) + " is empty";
            case Op::changed:
                return changed(condition);
            default:
                return left(condition) + std::string(symbol_of(condition.op)) +
                       term(condition.right, *condition.entity);
        }
    }

  private:
    // Brackets where `part` stands inside something that binds as tightly or tighter.
    std::string joined(const Condition& condition, std::string_view word) const {
        std::string out;
        for (const auto& part : condition.parts) {
            if (!out.empty()) out += word;
            const bool loose = part->op == Op::any || part->op == Op::all;
            const bool brackets = loose && (condition.op == Op::all || part->op == Op::any);
            out += brackets ? '(' + whole(*part) + ')' : whole(*part);
        }
        return out;
    }

    std::string negated(const Condition& condition) const {
        const Condition& part = *condition.parts.front();
        if (part.op == Op::empty) return left(part) + " is not empty";
        if (part.op == Op::in) return left(part) + " not" + membership(part);
        const bool brackets = part.op == Op::any || part.op == Op::all;
        return brackets ? "not (" + whole(part) + ')' : "not " + whole(part);
    }

    std::string left(const Condition& condition) const {
        return term(condition.left, *condition.entity);
    }

    std::string membership(const Condition& condition) const {
        if (condition.list.front().kind == Kind::my_teams) return " in my_teams";
        std::string out = " in (";
        for (const auto& member : condition.list) {
            if (out.back() != '(') out += ", ";
            out += term(member, *condition.entity);
        }
        return out + ')';
    }

    std::string changed(const Condition& condition) const {
        std::string out = "changed(";
        for (const int field : condition.fields) {
            if (out.back() != '(') out += ", ";
            out += condition.entity->fields[std::size_t(field)].key;
        }
        return out + ") since " + term(condition.right, *condition.entity);
    }

    std::string term(const Term& term, const EntityDef& entity) const {
        switch (term.kind) {
            case Kind::literal:
                return literal_text(term);
            case Kind::field:
                return field(term, entity);
            case Kind::count:
                return count(term, entity);
            case Kind::me:
                return "me";
            case Kind::my_team:
                return "me.team";
            case Kind::my_teams:
                return "my_teams";
            case Kind::now:
                return "now" + offset(term);
            case Kind::today:
                return "today" + offset(term);
            case Kind::started:
                return "started" + offset(term);
        }
        return "";
    }

    std::string field(const Term& term, const EntityDef& entity) const {
        const std::string& key = term.of->fields[std::size_t(term.field)].key;
        return term.via < 0 ? key : entity.fields[std::size_t(term.via)].key + '.' + key;
    }

    std::string count(const Term& term, const EntityDef& entity) const {
        const std::string& link = term.child->fields[std::size_t(term.child_link)].key;
        std::string out = "count(" + term.child->plural;
        if (link != entity.key) out += " via " + link;
        if (term.where) out += " where " + whole(*term.where);
        return out + ')';
    }

    static std::string offset(const Term& term) {
        if (term.offset == 0) return {};
        const int size = std::abs(term.offset);
        return (term.offset < 0 ? " - " : " + ") + std::to_string(size) + ' ' +
               std::string(unit_text(term.unit, size == 1));
    }
};

bool same_conditions(const ConditionPtr& a, const ConditionPtr& b) {
    return a && b ? same_condition(*a, *b) : !a && !b;
}

bool same_term(const Term& a, const Term& b) {
    return a.kind == b.kind && a.value == b.value && a.via == b.via && a.field == b.field &&
           a.type == b.type && a.child == b.child && a.child_link == b.child_link &&
           a.offset == b.offset && a.unit == b.unit && same_conditions(a.where, b.where);
}

// Calls visit(condition, term) for every term, those inside counts included.
template <class Visit>
void each_term(const Condition& condition, const Visit& visit) {
    const auto see = [&](const Term& term) {
        visit(condition, term);
        if (term.where) each_term(*term.where, visit);
    };
    see(condition.left);
    see(condition.right);
    for (const auto& term : condition.list) see(term);
    for (const auto& part : condition.parts) each_term(*part, visit);
}

template <class T>
void sort_unique(std::vector<T>& all) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
}

void changed_fields(const Condition& condition, std::vector<FieldRead>& out) {
    for (const int field : condition.fields) out.push_back({condition.entity, field});
    for (const auto& part : condition.parts) changed_fields(*part, out);
}

}  // namespace

std::string print_condition(const Condition& condition) { return Printer().whole(condition); }

bool same_condition(const Condition& a, const Condition& b) {
    return a.op == b.op && a.truth == b.truth && a.entity == b.entity && a.fields == b.fields &&
           same_term(a.left, b.left) && same_term(a.right, b.right) &&
           std::equal(a.list.begin(), a.list.end(), b.list.begin(), b.list.end(), same_term) &&
           std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                      same_conditions);
}

std::vector<FieldRead> fields_of_all(const Condition& condition) {
    std::vector<FieldRead> all;
    changed_fields(condition, all);
    each_term(condition, [&](const Condition& of, const Term& term) {
        if (term.kind == Kind::count) all.push_back({term.child, term.child_link});
        if (term.kind != Kind::field) return;
        if (term.via >= 0) all.push_back({of.entity, term.via});
        all.push_back({term.of, term.field});
    });
    sort_unique(all);
    return all;
}

std::vector<int> fields_read(const Condition& condition) {
    std::vector<int> own;
    std::vector<FieldRead> changed;
    changed_fields(condition, changed);
    for (const auto& read : changed) own.push_back(read.field);
    each_term(condition, [&](const Condition& of, const Term& term) {
        if (of.entity == condition.entity && term.kind == Kind::field)
            own.push_back(term.via >= 0 ? term.via : term.field);
    });
    sort_unique(own);
    return own;
}

std::vector<const EntityDef*> children_read(const Condition& condition) {
    std::vector<const EntityDef*> all;
    each_term(condition, [&](const Condition&, const Term& term) {
        if (term.kind == Kind::count) all.push_back(term.child);
    });
    sort_unique(all);
    return all;
}

bool reads_children(const Condition& condition) { return condition.cost >= 3; }

std::vector<const EntityDef*> linked_read(const Condition& condition) {
    std::vector<const EntityDef*> all;
    each_term(condition, [&](const Condition&, const Term& term) {
        if (term.kind == Kind::field && term.via >= 0) all.push_back(term.of);
    });
    sort_unique(all);
    return all;
}

bool reads_clock(const Condition& condition) {
    bool found = false;
    each_term(condition, [&](const Condition&, const Term& term) {
        found = found || term.kind == Kind::now || term.kind == Kind::today;
    });
    return found;
}

bool is_local(const Condition& condition) { return condition.cost == 0; }

}  // namespace vigil::rules
