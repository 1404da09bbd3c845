#include "storage/sqlite/functions.h"

#include <sqlite3.h>

#include <string>

#include "base/exchange.h"
#include "base/text.h"

namespace vigil::storage {

namespace {

void fold_function(sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) return sqlite3_result_null(context);
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    if (!bytes) return sqlite3_result_error_nomem(context);
    try {
        const std::string folded = fold({bytes, std::size_t(sqlite3_value_bytes(values[0]))});
        sqlite3_result_text64(context, folded.data(), folded.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (...) {
        sqlite3_result_error_nomem(context);
    }
}

void money_order_function(sqlite3_context* context, int count, sqlite3_value** values) {
    for (int i = 0; i < count; ++i)
        if (sqlite3_value_type(values[i]) == SQLITE_NULL) return sqlite3_result_null(context);
    const auto priced = [&](int at) {
        const auto number = [&](int i) { return std::int64_t(sqlite3_value_int64(values[i])); };
        return Priced{number(at), {number(at + 1), number(at + 2)}};
    };
    const auto order = compare(priced(0), priced(3));
    sqlite3_result_int(context, order < 0 ? -1 : int(order > 0));
}

}  // namespace

int add_functions(sqlite3* database) {
    const int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    const int code = sqlite3_create_function_v2(database, "vigil_fold", 1, kind, nullptr,
                                                fold_function, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return code;
    return sqlite3_create_function_v2(database, "vigil_money_order", 6, kind, nullptr,
                                      money_order_function, nullptr, nullptr, nullptr);
}

}  // namespace vigil::storage
