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

// What sums and products of minor units are worked out in.
__extension__ using WideAmount = __int128;

// Three capital letters that ISO 4217 knows.
std::optional<Currency> parse_currency(std::string_view code);

// How many decimals its amounts have: 2 for most, 0 for JPY, 3 for KWD.
int decimals_of(Currency currency);

// "1000", "1000.5", "-3.25": exact; nothing when there are more decimals than the currency has, or when
// it does not fit.
std::optional<Money> parse_amount(std::string_view text, Currency currency);

// "1000.00": plain, as JSON has it.
std::string format_amount(Money money);

// For people: "€38,000.00", "¥38,000"; the code where there is no usual sign ("CHF 38,000.00").
std::string format_money(Money money, std::string_view language);

// For a narrow column, rounded: "€38k", "€1.3m", in Chinese "€3.8万", "€1.2亿". One decimal below ten units.
std::string format_money_short(Money money, std::string_view language);

// Nothing when the currencies differ or the sum does not fit.
std::optional<Money> add(Money a, Money b);

// One unit of money's currency is `rate` units of `into`: a plain decimal like "1.0837", above 0, at most 18
// digits. Exact, then rounded half to even. Nothing when the rate is no such number or the result does not fit.
std::optional<Money> convert(Money money, std::string_view rate, Currency into);

}  // namespace vigil
