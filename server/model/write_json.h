// Values as JSON text, as the outside contract writes them (api.md). Reading them: model/parse_json.h.
#pragma once

#include <string>

#include "model/record.h"

namespace vigil {

// Appends a value: ids, money and moments as texts, empty as null.
void write_json(std::string& out, const FieldDef& field, const Value& value);

// A decimal's exact text: scaled by 10^6, without trailing zeros.
std::string decimal_text(std::int64_t scaled);

}  // namespace vigil
