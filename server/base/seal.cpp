#include "base/seal.h"

#include <sodium.h>

#include <array>

#include "base/base64.h"
#include "base/check.h"
#include "base/sodium_ready.h"

namespace vigil {

namespace {

constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::string_view begins =
    "v1:";  // how it was sealed, should there be another way one day

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

std::string new_seal_key() {
    make_sodium_ready();
    std::string key(key_bytes, '\0');
    randombytes_buf(key.data(), key.size());
    return key;
}

std::string seal_key_of(std::string_view text) {
    make_sodium_ready();
    std::string key(key_bytes, '\0');
    crypto_generichash(bytes_of(key), key.size(), bytes_of(text), text.size(), nullptr, 0);
    return key;
}

std::string seal(std::string_view key, std::string_view secret, std::string_view about) {
    make_sodium_ready();
    VIGIL_CHECK(key.size() == key_bytes);
    std::string sealed(nonce_bytes + secret.size() + tag_bytes, '\0');
    randombytes_buf(sealed.data(), nonce_bytes);
    unsigned char* const into = bytes_of(sealed) + nonce_bytes;
    crypto_aead_xchacha20poly1305_ietf_encrypt(into, nullptr, bytes_of(secret), secret.size(),
                                               bytes_of(about), about.size(), nullptr,
                                               bytes_of(sealed), bytes_of(key));
    return std::string(begins) + to_base64(sealed);
}

std::optional<std::string> unseal(std::string_view key, std::string_view sealed,
                                  std::string_view about) {
    make_sodium_ready();
    if (key.size() != key_bytes || !sealed.starts_with(begins)) return std::nullopt;
    const auto bytes = from_base64(sealed.substr(begins.size()));
    if (!bytes || bytes->size() < nonce_bytes + tag_bytes) return std::nullopt;
    std::string secret(bytes->size() - nonce_bytes - tag_bytes, '\0');
    const std::string_view body = std::string_view(*bytes).substr(nonce_bytes);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytes_of(secret), nullptr, nullptr, bytes_of(body), body.size(), bytes_of(about),
        about.size(), bytes_of(*bytes), bytes_of(key));
    if (failed != 0) return std::nullopt;
    return secret;
}

}  // namespace vigil
