// Randomness, password hashes and token hashes. Nothing of it is ever logged.
#pragma once

#include <string>
#include <string_view>

namespace vigil {

class Secrets {
public:
    virtual ~Secrets() = default;
    // 256 random bits as 43 URL-safe characters.
    virtual std::string new_token() = 0;
    // One-way and fast: what is kept of a token.
    virtual std::string hash_token(std::string_view token) = 0;
    // argon2id with its own salt; slow on purpose (tens of milliseconds), run it in the secret lane.
    virtual std::string hash_password(std::string_view password) = 0;
    // Takes as long for an empty hash as for a real one, so that nobody learns who has an account.
    virtual bool verify_password(std::string_view password, std::string_view hash) = 0;
};

}  // namespace vigil
