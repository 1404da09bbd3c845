// Random tokens, what is kept of them, and password hashes. Nothing of it is ever logged. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vigil {

// 256 random bits as 43 URL-safe characters.
std::string new_token();

// One-way and fast: what is kept of a token (64 hexadecimal digits).
std::string hash_token(std::string_view token);

// argon2id (RFC 9106) with its own salt, 19 MiB, 2 passes; takes tens of milliseconds, on purpose.
std::string hash_password(std::string_view password);

// Takes as long for an empty hash as for a real one, so that nobody learns who has an account.
bool verify_password(std::string_view password, const std::string& hash);

// Takes as long whatever the difference, so that nobody guesses a secret bit by bit. (Their lengths are
// no secret.)
bool same_secret(std::string_view a, std::string_view b);

// Keyed: only who has the key can make it, or check it by making it again (43 URL-safe characters).
std::string signature_of(std::string_view key, std::string_view text);

}  // namespace vigil
