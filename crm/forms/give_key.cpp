#include "crm/forms/give_key.h"

#include "base/secrets.h"

namespace vigil {

Status give_form_key(UnitOfWork& work, const Record& form) {
    constexpr std::size_t key_size = 22;  // 132 random bits: nobody finds a form by guessing
    for (auto& one : work.staged())
        if (one.after.id() == form.id()) one.after.set("key", new_token().substr(0, key_size));
    return {};
}

}  // namespace vigil
