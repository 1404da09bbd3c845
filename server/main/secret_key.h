// Where the key lies that seals the passwords kept in the database.
#pragma once

#include <string>

#include "main/options.h"
#include "usecases/secret_box.h"

namespace vigil {

// [store] secret_key (VIGIL_STORE_SECRET_KEY), 32 characters or more; else, for a company in a folder, the file
// secret.key in it, made with mode 0600 when the first password is kept. `folder`: empty = there is none (PostgreSQL).
// Fault secret_key_short.
Result<SecretBox> open_secret_box(const Options& options, const std::string& folder);

}  // namespace vigil
