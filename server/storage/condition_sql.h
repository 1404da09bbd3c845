// Conditions as SQL, in the subset both stores understand, with a small dialect.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/condition.h"
#include "model/permit.h"

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
//
// `sight`: whose condition it is. What he may not see of linked records and counted children does not
// exist for the condition either, so that nobody can guess by a filter what he may not read. Null for
// conditions of the house: permission scopes themselves, guidelines, metrics.
Sql condition_sql(const Condition* condition, const EntityDef& entity, std::string_view alias,
                  const ConditionContext& context, Dialect dialect, const Catalogue& catalogue,
                  const Permit* sight = nullptr);

// The folded text of a column, as conditions compare it; for expression indexes.
std::string folded_column(std::string_view column, Dialect dialect);

}  // namespace vigil::storage
