// Comparisons of money as SQL: whole numbers where a literal is compared, exact products where two fields are.
#pragma once

#include "storage/condition_sql.h"

namespace vigil::storage {

// An amount's column and its currency's, with their alias, quoted.
struct MoneyColumns {
    std::string amount, currency;
};

// " >= " of one of the six comparisons but ne.
std::string_view symbol_of(Condition::Op op);

// For each currency the literal has an amount in, a comparison of its own.
void add_money_literal(Condition::Op op, const MoneyColumns& own, const Money& literal,
                       const ConditionContext& context, Sql& out);
// Of one currency by their numbers, of two by what they are worth.
void add_money_fields(Condition::Op op, const MoneyColumns& mine, const MoneyColumns& yours,
                      const ConditionContext& context, Dialect dialect, Sql& out);

}  // namespace vigil::storage
