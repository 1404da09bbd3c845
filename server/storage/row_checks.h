// Looks for rows that cannot be as they are; the same for both stores.
#pragma once

#include <string>
#include <vector>

#include "storage/schema_plan.h"

namespace vigil::storage {

struct RowCheck {
    std::string text;     // a select that counts them
    std::string trouble;  // "leads.owner: {n} links lead nowhere", {n} being their number
};
// Links to records that do not exist, choices that are not declared, records that stand above themselves,
// exceptions whose watch is gone; of tables and columns that are there.
std::vector<RowCheck> row_checks(const Catalogue& catalogue, const ActualSchema& actual);

std::string told(const RowCheck& check, std::int64_t count);

}  // namespace vigil::storage
