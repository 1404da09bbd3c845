// What is told of a company's declaration by the member at fault, before it is read as a whole (change_model.h).
#pragma once

#include <string_view>

#include "usecases/company.h"

namespace vigil {

inline constexpr std::string_view own_prefix = "own_";
// Bytes: PostgreSQL's names end at 63, and columns have suffixes.
inline constexpr std::size_t own_key_max = 50;

// All JSON here is the text of an object; of another one nothing is told.

// A word of the condition language, of paths or of SQL.
bool is_reserved(std::string_view key);

// Of the letters a to z, digits and _ alone.
bool is_word(std::string_view key);

// `at`: the member that says the key, "key" or "plural". Faults: required, own_prefix, own_key_malformed,
// reserved_word, too_long.
Status check_own_key(const char* at, std::string_view key);

// What could not be held to is refused rather than left out in silence: `own_option_closed` {option}.
Status check_own_options(std::string_view key, std::string_view declared);

// Fault `label_empty` at `at`: the member `name` is given and empty in a language that people here read.
Status check_label(const Company& company, std::string_view at, std::string_view of,
                   const char* name = "label");
// The same of a field and its choices.
Status check_labels_given(const Company& company, std::string_view key, std::string_view declared);

// Whoever takes the choice away that is the field's default says first what comes instead. Faults, refused:
// `used_by_default` {choice, field} by their labels; `not_a_choice` where the default that is given is none.
Status check_default_stays(const FieldDef& before, std::string_view declared,
                           std::string_view language);

}  // namespace vigil
