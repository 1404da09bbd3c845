// Conditions as SQL, in the subset both stores understand, with a small dialect.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/condition.h"

namespace vigil::storage {

enum class Dialect { sqlite, postgres };

// SQL text with one '?' per parameter, in order. The store numbers them for PostgreSQL.
struct Sql {
    std::string text;
    std::vector<Value> params;
};

// A boolean SQL expression over the row alias `alias` of the condition's entity, usable in WHERE. Null
// condition = "true". Every value becomes a parameter; names come from the catalogue only.
// Columns: see storage/columns.h. SQLite connections must have the function vigil_fold(text).
Sql condition_sql(const Condition* condition, const EntityDef& entity, std::string_view alias,
                  const ConditionContext& context, Dialect dialect, const Catalogue& catalogue);

}  // namespace vigil::storage
