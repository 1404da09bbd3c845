// What our SQL asks of SQLite beyond its own functions.
//   vigil_fold(text)                                  the folded text
//   vigil_money_order(amount, over, under, amount, over, under)
//     -1, 0 or 1 as the first is worth less than, as much as or more than the second, exactly; see Worth in
//     base/exchange.h. Null when one of them is.
#pragma once

struct sqlite3;

namespace vigil::storage {

// Answers SQLite's result code.
int add_functions(sqlite3* database);

}  // namespace vigil::storage
