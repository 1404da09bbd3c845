// How a company's model is changed: overlay rows, one act of the journal, tried before they are written.
#pragma once

#include <functional>
#include <string>

#include "usecases/unit_of_work.h"

namespace vigil {

// Fault forbidden `model_not_yours` for whom the model is not to change.
Status check_changes_model(const Actor& actor, const Catalogue& catalogue);

// Runs `decide` on the model as it stands in the store, tries what it has laid, commits; again when another
// was first. The commit makes the book of the company read the model anew and the store add the columns.
Result<Committed> change_model(Engine& engine, const Actor& actor,
                               const std::function<Status(UnitOfWork&)>& decide);

// The same, but nothing is written: the model as it would be.
Result<CataloguePtr> try_change(Engine& engine, const Actor& actor,
                                const std::function<Status(UnitOfWork&)>& decide);

// The row over (entity, field) as it stands; nothing where there is none.
Result<std::optional<Record>> overlay_row(UnitOfWork& work, std::string_view entity,
                                          std::string_view field);
// Lays one row, in place of the one there was; nothing where it says the same already.
Status lay_row(UnitOfWork& work, std::string_view entity, std::string_view field,
               std::string declaration);

}  // namespace vigil
