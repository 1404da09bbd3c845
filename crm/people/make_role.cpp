#include "crm/people/make_role.h"

#include "usecases/change_model.h"
#include "usecases/role_rights.h"

namespace vigil {

void derive_role(const Record*, Record& after, Moment) {
    if (is_empty(after["key"]) && !is_empty(after["name"]))
        after.set("key", "own_" + choice_key(after.text("name")));
}

Status begin_role(UnitOfWork& work, const Record& role) { return copy_rights(work, role); }

}  // namespace vigil
