// Values to and from JSON as the outside contract writes them (api.md). Names the JSON library; include
// it in .cpp files only.
#pragma once

#include <nlohmann/json.hpp>

#include "model/entity.h"

namespace vigil {

// JSON null is Empty; a text is trimmed of nothing and kept as it is. Checks kind, length, choice and form, not
// permission or existence of links. The fault has one FieldFault with the field's key.
Result<Value> parse_value(const FieldDef& field, const nlohmann::json& json);

// The same of what may have been written long ago: a choice that is no longer offered is still one.
Result<Value> parse_kept_value(const FieldDef& field, const nlohmann::json& json);

// Structured values as a tree; most callers want model/write_json.h.
nlohmann::json to_json(const FieldDef& field, const Value& value);

// Texts for people in a declaration: {"en": …, "zh-CN": …}, or one text, which is English; what is neither has none.
Labels labels_of(const nlohmann::json& json);

}  // namespace vigil
