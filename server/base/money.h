// Money is an integer number of minor units and a currency. Never a double.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigil {

// An ISO 4217 code, three capital letters; default = none.
struct Currency {
    std::array<char, 3> letters{};
    auto operator<=>(const Currency&) const = default;
    std::string_view view() const { return letters[0] ? std::string_view(letters.data(), 3) : ""; }
};

struct Money {
    std::int64_t minor = 0;  // cents, or what the currency's smallest unit is
    Currency currency;
    bool operator==(const Money&) const = default;
};

// Known to ISO 4217 only.
std::optional<Currency> parse_currency(std::string_view code);

}  // namespace vigil
