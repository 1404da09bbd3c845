#include "usecases/secret_box.h"

#include "base/seal.h"

namespace vigil {

Result<std::string> SecretBox::seal(std::string_view secret, std::string_view about) const {
    if (!can_seal_) return fail(FaultKind::refused, "secret_key_missing");
    VIGIL_TRY(const auto key, find_key_(true));
    return vigil::seal(key, secret, about);
}

std::optional<std::string> SecretBox::open(std::string_view sealed, std::string_view about) const {
    const auto key = find_key_(false);
    if (!key || key->empty()) return std::nullopt;
    return unseal(*key, sealed, about);
}

}  // namespace vigil
