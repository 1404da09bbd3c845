#include "storage/money_sql.h"

#include <cstdint>
#include <utility>

#include "base/check.h"
#include "model/condition_value.h"

namespace vigil::storage {

namespace {

using Op = Condition::Op;
using Worths = std::vector<std::pair<Currency, Worth>>;

// What the currency in that column is worth, over or under; null where it has no rate.
std::string worth_text(const std::string& currency, const Worths& worths,
                       std::int64_t Worth::*part) {
    std::string text = "case " + currency;
    for (const auto& [one, worth] : worths)
        text += " when '" + std::string(one.view()) + "' then " + std::to_string(worth.*part);
    return text + " end";
}

}  // namespace

std::string_view symbol_of(Op op) {
    switch (op) {
        case Op::eq:
            return " = ";
        case Op::lt:
            return " < ";
        case Op::le:
            return " <= ";
        case Op::gt:
            return " > ";
        case Op::ge:
            return " >= ";
        default:
            break;
    }
    VIGIL_CHECK(false);
}

void add_money_literal(Op op, const MoneyColumns& own, const Money& literal,
                       const ConditionContext& context, Sql& out) {
    const auto bounds = bounds_of(literal, context);
    const bool wants_less = op == Op::lt || op == Op::le;
    std::string text;
    for (const auto& bound : bounds) {
        if (op == Op::eq && !bound.exact()) continue;
        const auto limit = op == Op::lt || op == Op::ge ? bound.units.ceil : bound.units.floor;
        const bool below = limit < INT64_MIN;
        const bool above = limit > INT64_MAX;
        if (above ? !wants_less : below && (wants_less || op == Op::eq)) continue;
        text += (text.empty() ? "" : " or ") + own.amount;
        if (above || below) {
            text += " is not null";
        } else {
            text += std::string(symbol_of(op)) + '?';
            out.params.emplace_back(std::int64_t(limit));
        }
        text += " and " + own.currency + " = ?";
        out.params.emplace_back(std::string(bound.currency.view()));
    }
    if (text.empty()) text = "false";
    out.text += bounds.size() > 1 ? '(' + text + ')' : text;
}

// PostgreSQL multiplies without limits; SQLite asks our own function.
void add_money_fields(Op op, const MoneyColumns& mine, const MoneyColumns& yours,
                      const ConditionContext& context, Dialect dialect, Sql& out) {
    const std::string symbol(symbol_of(op));
    const std::string same = mine.currency + " = " + yours.currency;
    const std::string plain = mine.amount + symbol + yours.amount;
    const auto worths = worths_of(context);
    if (worths.empty()) {
        out.text += same + " and " + plain;
        return;
    }
    const auto over = [&](const MoneyColumns& of) {
        return worth_text(of.currency, worths, &Worth::over);
    };
    const auto under = [&](const MoneyColumns& of) {
        return worth_text(of.currency, worths, &Worth::under);
    };
    out.text += "case when " + same + " then " + plain + " else ";
    if (dialect == Dialect::sqlite) {
        const auto priced = [&](const MoneyColumns& of) {
            return of.amount + ", " + over(of) + ", " + under(of);
        };
        out.text += "vigil_money_order(" + priced(mine) + ", " + priced(yours) + ")" + symbol + "0";
    } else {
        const auto scaled = [&](const MoneyColumns& of, const MoneyColumns& other) {
            return "cast(" + of.amount + " as numeric) * (" + over(of) + ") * (" + under(other) +
                   ")";
        };
        out.text += scaled(mine, yours) + symbol + scaled(yours, mine);
    }
    out.text += " end";
}

}  // namespace vigil::storage
