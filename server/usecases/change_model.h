// A company's own changes to the model at run time: fields, choices, labels, entities. They are overlay rows
// of the same shape as the shipped declarations; the one place that lays them is here. When a call answers,
// the book of the company has the new model and the store the new columns; on other nodes a moment later.
#pragma once

#include <string>
#include <vector>

#include "usecases/unit_of_work.h"

namespace vigil {

// Only who may change the overlay's rows, and the house, may: else forbidden `model_not_yours`. All
// declarations are JSON in the shape of x.entity.json. An entity or field that is not there: not_found
// `unknown_entity`, `unknown_field`. Further faults, of kind refused with the field at fault:
// `bad_declaration` (what), `own_prefix` (an own key must start with own_), `reserved_word`, `key_taken`,
// `unknown_entity` of a link, `own_kind_fixed` (a field's kind and link never change), `own_too_many` (more
// than 500 own fields of an entity, 100 own entities, 2,000 choices), `used_by_running` (a version
// that promises under watch keep), `used_by_guideline` (a watched
// guideline speaks of what would go), `used_by_rights` (what a role may do does), `choices_follow_roles`,
// `used_by_rule` (a choice that an act, a number, a field or the program itself stands on: check_choices.h),
// `own_option_closed` (option: what an own field cannot be), `label_empty`,
// `label_taken` (another field of the entity is called so, in one of the languages).
//
// Every change is one act of the journal, and undo takes it back: what was added is hidden, what was
// changed is as before. What records held in a hidden field stays in them.

// {"key": "own_size", "kind": "integer", "label": {"en": "Size"}, …}. A hidden field of that key and kind
// comes back with its values. `job`: the one this is a part of, if any, and is taken back with.
Result<Committed> add_field(Engine& engine, const Actor& actor, std::string_view entity,
                            std::string_view declaration, Id job = {});

// Only what `patch` names: label, help, used_for, choices, required, question, max_length, hidden (own fields
// and questions only), default, indexed, personal, required_when (a condition; "" takes it away). Choices
// left out are hidden, not lost; one may bring values of other fields ({"brings": {"probability": 25}}; null =
// what the program ships). What it brings must fit: `brings_no_field`, `brings_bad_value`, `brings_loop`.
Result<Committed> change_field(Engine& engine, const Actor& actor, std::string_view entity,
                               std::string_view field, std::string_view patch);

// An own field or a qualifying question; its values stay. Fault refused `not_removable` for others.
Result<Committed> hide_field(Engine& engine, const Actor& actor, std::string_view entity,
                             std::string_view field);

// Hides one choice in favour of another, which becomes the default where the one was; a part of a job.
Result<Committed> hide_choice(Engine& engine, const Actor& actor, std::string_view entity,
                              std::string_view field, std::string_view from, std::string_view to,
                              Id job);

struct NewChoice {
    std::string key, label;
};
// Those that are there already are passed over; hidden ones come back. `job` as of add_field().
Result<Committed> add_choices(Engine& engine, const Actor& actor, std::string_view entity,
                              std::string_view field, const std::vector<NewChoice>& choices,
                              Id job = {});

// {"entity": "own_machine", "plural": "own_machines", "label": …, "title": […], "fields": {…}}. Without
// rights it gets those of an entity everybody sees and administrators and managers change.
Result<Committed> add_entity(Engine& engine, const Actor& actor, std::string_view declaration);

// {"label": …, "label_plural": …, "menu": true|false, "fields": {"budget": {"question": 2}, …}} of any entity,
// the fields each as change_field() does; of an own one also title, context,
// layout, one_of, rights, hidden.
Result<Committed> change_entity(Engine& engine, const Actor& actor, std::string_view entity,
                                std::string_view patch);

// An own entity, and with it every field that leads to it. Its records stay.
Result<Committed> hide_entity(Engine& engine, const Actor& actor, std::string_view entity);

// "Trade Fair" → "trade_fair"; letters beyond ASCII give a key from their hash. Never empty.
std::string choice_key(std::string_view label);

// The declaration that reads back as this field.
std::string declaration_of(const FieldDef& field);

}  // namespace vigil
