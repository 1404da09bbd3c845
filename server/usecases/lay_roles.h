// A company's own roles and the rights it has given otherwise than they ship, laid over the declarations.
#pragma once

#include "usecases/company.h"

namespace vigil {

inline constexpr std::string_view own_role_prefix = "own_";
// An overlay row with this before a role's key where others have a field's: what the role may do with the
// row's entity, as far as it was changed: {"see": condition, "change": condition, "create": true,
// "remove": true, "fields": {"email": "masked"}}.
inline constexpr std::string_view rights_prefix = "rights.";
bool is_rights_row(const Record& overlay);

// Shipped ones by the choices of user.role, then the company's own by their records; removed ones too. Of
// two records with one key the one that is there counts.
std::vector<Role> read_roles(const FieldDef& user_role, const std::vector<Record>& records);

// Whether a role administers: all roles and all people are its to see and to change, roles given and people
// active or not among it, and so is the model.
bool administers(const Catalogue& catalogue, std::string_view role);

// The roles become what a person can be; own ones begin with what the role they are made like ships with.
void lay_roles(std::vector<EntityDef>& entities, const std::vector<Record>& records);
// One rights row, over what the role has by then. Fault bad_declaration.
Status lay_rights(std::vector<EntityDef>& entities, const Record& row);

}  // namespace vigil
