// A company's own changes to the model at run time: fields, choices, labels, entities. They are overlay rows
// of the same shape as the shipped declarations; the one place that lays them is here. When a call answers,
// the book of the company has the new model and the store the new columns; on other nodes a moment later.
#pragma once

#include <string>
#include <vector>

#include "usecases/unit_of_work.h"

namespace vigil {

// Only administrators and the house may: else forbidden `model_not_yours`. All declarations are JSON in the
// shape of x.entity.json. Further faults, all of kind refused with the field at fault:
// `bad_declaration` (what), `own_prefix` (an own key must start with own_), `reserved_word`, `key_taken`,
// `unknown_entity`, `unknown_field`, `own_kind_fixed` (a field's kind and link never change),
// `own_too_many` (more than 200 own fields of an entity, 100 own entities, 2,000 choices).

// {"key": "own_size", "kind": "integer", "label": {"en": "Size"}, …}. A hidden field of that key and kind
// comes back with its values.
Status add_field(Engine& engine, const Actor& actor, std::string_view entity, std::string_view declaration);

// Only what `patch` names: label, help, used_for, choices, required, question, max_length, hidden (own fields
// and questions only), default, indexed, personal. Choices left out are hidden, not lost.
Status change_field(Engine& engine, const Actor& actor, std::string_view entity, std::string_view field,
                    std::string_view patch);

// An own field or a qualifying question; its values stay. Fault refused `not_removable` for others.
Status hide_field(Engine& engine, const Actor& actor, std::string_view entity, std::string_view field);

struct NewChoice {
    std::string key, label;
};
// Those that are there already are passed over; hidden ones come back.
Status add_choices(Engine& engine, const Actor& actor, std::string_view entity, std::string_view field,
                   const std::vector<NewChoice>& choices);

// {"entity": "own_machine", "plural": "own_machines", "label": …, "title": […], "fields": {…}}. Without
// rights it gets those of an entity everybody sees and administrators and managers change.
Status add_entity(Engine& engine, const Actor& actor, std::string_view declaration);

// {"label": …, "label_plural": …, "menu": true|false} of any entity.
Status change_entity(Engine& engine, const Actor& actor, std::string_view entity, std::string_view patch);

// "Trade Fair" → "trade_fair"; letters beyond ASCII give a key from their hash. Never empty.
std::string choice_key(std::string_view label);

// The declaration that reads back as this field.
std::string declaration_of(const FieldDef& field);

}  // namespace vigil
