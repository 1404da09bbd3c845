// A secret that must be read again (a password for another machine) as it is kept: sealed by a key that lies elsewhere
// than the secret. XChaCha20-Poly1305 with a random nonce. Thread-safe; nothing of it is ever logged.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigil {

// 32 random bytes.
std::string new_seal_key();
// The 32 bytes of a text of any length (a passphrase of the configuration).
std::string seal_key_of(std::string_view text);

// Printable. It opens only with the same key (32 bytes) and the same `about`: what belongs to one place is of no use
// in another.
std::string seal(std::string_view key, std::string_view secret, std::string_view about);
// Nothing for another key, another `about`, or what is no sealed text.
std::optional<std::string> unseal(std::string_view key, std::string_view sealed,
                                  std::string_view about);

}  // namespace vigil
