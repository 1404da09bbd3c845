// Where secrets of the house that must be read again are sealed and opened. The key is main's to find: it never stands
// in the database whose secrets it seals.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vigil {

class SecretBox {
  public:
    // Answers the key's 32 bytes, "" where there is none. `makes`: makes one first where it can. Thread-safe.
    using FindKey = std::function<Result<std::string>(bool makes)>;

    explicit SecretBox(FindKey find_key, bool can_seal)
        : find_key_(std::move(find_key)), can_seal_(can_seal) {}

    // Whether there is a key, or one will be made.
    bool can_seal() const { return can_seal_; }
    // Faults: refused secret_key_missing, which says what to set; unavailable secret_key_unreadable.
    Result<std::string> seal(std::string_view secret, std::string_view about) const;
    // Nothing where there is no key or it is another one.
    std::optional<std::string> open(std::string_view sealed, std::string_view about) const;

  private:
    FindKey find_key_;
    bool can_seal_;
};

}  // namespace vigil
