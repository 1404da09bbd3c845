// Record ids: 64-bit, positive, time-ordered, made by the node (ports/ids.h). In JSON they are decimal
// strings, because a browser's number holds 53 bits only.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace vigil {

struct Id {
    std::int64_t value = 0;  // 0 = none
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
};

inline std::string to_string(Id id) { return std::to_string(id.value); }

// Decimal digits only, 1 .. 2^63-1; anything else is nothing.
std::optional<Id> parse_id(std::string_view text);

}  // namespace vigil

template <>
struct std::hash<vigil::Id> {
    std::size_t operator()(vigil::Id id) const noexcept {
        return std::hash<std::uint64_t>{}(std::uint64_t(id.value) * 0x9E3779B97F4A7C15);
    }
};
