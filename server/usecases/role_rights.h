// The rights of the roles as an administrator reads and changes them at run time. Shipped rights stay in the
// declarations; what the company has changed lies over them (usecases/lay_roles.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "usecases/unit_of_work.h"

namespace vigil {

enum class ScopeSide { see, change };

// "all", "team", "own", "pool", "none" where the condition is what the word means for this entity; else "custom".
// `text` is a condition as the declarations have it; empty is none.
std::string scope_word(const EntityDef& entity, const Catalogue& catalogue, ScopeSide side,
                       std::string_view text);
// The words an entity knows: "team", "own" and "pool", own or nobody's, need somebody whose its records are.
std::vector<std::string> scope_words(const EntityDef& entity);
// What a word means; nothing where the entity does not know it.
std::optional<std::string> scope_condition(const EntityDef& entity, ScopeSide side,
                                           std::string_view word);

// Whose rights are given: entities with an API of their own, and those of the system that say so.
bool is_granted(const EntityDef& entity);
// Fields whose right can be given.
bool is_granted(const FieldDef& field);
// A right nobody can have, whatever his role: what only the house makes.
bool can_be_created(const EntityDef& entity);

// Who may read and change them: forbidden `rights_not_yours` for others.
Status check_administers_roles(const Actor& actor, const Catalogue& catalogue);

// {"lead": {"see": "team", "change_condition": "owner = me", "create": true, "remove": false,
//   "fields": {"email": "masked"}}, "product": null}: only what is named changes; null gives an entity back
// what ships. One act of the journal, that undo takes back; effective when it answers, in other processes
// a moment later. Nothing is changed when anything is refused. Faults: not_found `unknown_role`;
// fields_refused with the path at fault (lead.see): unknown_entity, unknown_field, wrong_type,
// unknown_scope (words), right_fixed, read_only, scope_too_deep, and those of rules::parse_condition;
// last_administrator.
Result<Committed> change_rights(Engine& engine, const Actor& actor, std::string_view role,
                                std::string_view patch);

// What it would do, faults included; nothing is changed. Answers the model as it would be.
Result<CataloguePtr> preview_rights(Engine& engine, const Actor& actor, std::string_view role,
                                    std::string_view patch);

// A new role begins with all the rights of the one it is made like. A Registry::Created of entity `role`.
Status copy_rights(UnitOfWork& work, const Record& role);

}  // namespace vigil
