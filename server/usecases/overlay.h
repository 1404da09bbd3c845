// The rows by which a company has changed its model, laid over what ships.
#pragma once

#include "usecases/company.h"

namespace vigil {

// What a company's model is made of beside what ships.
struct ModelRows {
    std::vector<Record> changes;  // of the overlay
    std::vector<Record> roles;
};

// All of them, undone and removed ones too: what they made is hidden, and its place in the model stays.
Result<ModelRows> model_rows(ReadView& view, const Catalogue& catalogue);
std::int64_t model_version(const ModelRows& rows);
// Fault bad_declaration when the result is no model.
Result<CataloguePtr> lay_overlay(std::vector<EntityDef> shipped, ModelRows rows);

// A field's declaration with the choices that a later one has beside its own, hidden: taken out by an undo as by a
// change, for the records that have them.
std::string with_choices_kept(const std::string& declaration, std::string_view later);

}  // namespace vigil
