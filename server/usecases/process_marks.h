// What the declarations that ship say of the process beyond the shape of their fields: "steers" (a list of fields)
// and "relies_on" (by field, the choices that acts and rules of the program name).
#pragma once

#include "model/entity.h"

namespace vigil {

// The field moves a record along the process: for those who work it, not for a visitor of a public form.
bool steers(const EntityDef& entity, const FieldDef& field);

// The program itself reads or writes this choice, so it cannot go. A field that only the program fills relies on
// all its choices.
bool relied_on(const EntityDef& entity, const FieldDef& field, std::string_view choice);

}  // namespace vigil
