// The rows by which a company has changed its model, laid over what ships.
#pragma once

#include "usecases/company.h"

namespace vigil {

// All of them, undone ones too: what they made is hidden, and its place in the model stays.
Result<std::vector<Record>> overlay_rows(ReadView& view, const EntityDef& overlay);
std::int64_t model_version(const std::vector<Record>& rows);
// Fault bad_declaration when the result is no model.
Result<CataloguePtr> lay_overlay(std::vector<EntityDef> shipped, std::vector<Record> rows);

}  // namespace vigil
