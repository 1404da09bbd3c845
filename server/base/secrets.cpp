#include "base/secrets.h"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "base/check.h"
#include "base/sodium_ready.h"

namespace vigil {

namespace {

constexpr std::size_t memory_bytes = 19 * 1024 * 1024;
constexpr unsigned long long passes = 2;

}  // namespace

std::string new_token() {
    make_sodium_ready();
    std::array<unsigned char, 32> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, 64> text;
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text.data();
}

std::string hash_token(std::string_view token) {
    make_sodium_ready();
    std::array<unsigned char, 32> hash;
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr,
                       0);
    std::array<char, 65> text;
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

std::string hash_password(std::string_view password) {
    make_sodium_ready();
    std::array<char, crypto_pwhash_STRBYTES> hash;
    const int failed = crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes,
                                             memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    VIGIL_CHECK(failed == 0);
    return hash.data();
}

bool verify_password(std::string_view password, const std::string& hash) {
    make_sodium_ready();
    static const std::string nobody = hash_password("nobody has this password");
    const bool real = !hash.empty() && hash.size() < crypto_pwhash_STRBYTES;
    const std::string& against = real ? hash : nobody;
    const bool same =
        crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return real && same;
}

bool same_secret(std::string_view a, std::string_view b) {
    make_sodium_ready();
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string signature_of(std::string_view key, std::string_view text) {
    make_sodium_ready();
    std::array<unsigned char, 32> hash;
    const auto key_bytes = hash_token(key);  // of any length into one that fits
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       reinterpret_cast<const unsigned char*>(key_bytes.data()), key_bytes.size());
    std::array<char, 64> base64;
    sodium_bin2base64(base64.data(), base64.size(), hash.data(), hash.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return base64.data();
}

}  // namespace vigil
