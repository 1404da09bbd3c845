// A changed model before it is written: a company must never hold one that cannot be loaded.
#pragma once

#include "usecases/unit_of_work.h"

namespace vigil {

// Lays the staged overlay rows over the model and reads everything that stands on it. Faults, refused:
// `bad_declaration` (what), `used_by_guideline` (guideline: its key), `used_by_running` (its version too). Does
// nothing when none are staged.
Status try_model(UnitOfWork& work);

// The model as it will be once what is staged is written. Fault refused `bad_declaration`.
Result<CataloguePtr> model_as_staged(UnitOfWork& work);

}  // namespace vigil
