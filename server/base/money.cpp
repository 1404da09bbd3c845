#include "base/money.h"

#include <algorithm>
#include <span>

#include "base/text.h"

namespace vigil {

namespace {

// ISO 4217 list one, without funds and metals.
constexpr std::string_view two_decimals =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF "
    "CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD "
    "HKD HNL "
    "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK "
    "MNT MOP "
    "MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB "
    "SAR SBD "
    "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD "
    "UYU UZS "
    "VED VES WST XCD YER ZAR ZMW ZWL";
constexpr std::string_view no_decimals =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view three_decimals = "BHD IQD JOD KWD LYD OMR TND";

bool lists(std::string_view list, std::string_view code) {
    for (std::size_t at = 0; at + 3 <= list.size(); at += 4)
        if (list.substr(at, 3) == code) return true;
    return false;
}

std::string_view sign_of(std::string_view code) {
    constexpr std::pair<std::string_view, std::string_view> signs[] = {
        {"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"CNY", "¥"},
        {"JPY", "¥"}, {"INR", "₹"}, {"KRW", "₩"}, {"RUB", "₽"}};
    for (const auto& [known, sign] : signs)
        if (known == code) return sign;
    return {};
}

WideAmount power_of_ten(int exponent) {
    WideAmount power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

// `by` is above 0.
WideAmount divide_half_even(WideAmount number, WideAmount by) {
    const bool minus = number < 0;
    if (minus) number = -number;
    WideAmount quotient = number / by;
    const WideAmount twice = number % by * 2;
    if (twice > by || (twice == by && quotient % 2 == 1)) ++quotient;
    return minus ? -quotient : quotient;
}

std::uint64_t magnitude(std::int64_t minor) {
    return minor < 0 ? 0 - std::uint64_t(minor) : std::uint64_t(minor);
}

struct LargeUnit {
    std::uint64_t size;
    std::string_view word;
};
constexpr LargeUnit units_english[] = {
    {1, ""}, {1'000, "k"}, {1'000'000, "m"}, {1'000'000'000, "bn"}};
constexpr LargeUnit units_chinese[] = {{1, ""}, {10'000, "万"}, {100'000'000, "亿"}};

std::uint64_t rounded(std::uint64_t number, std::uint64_t by) {
    return number / by + (number % by >= by - by / 2);
}

// In units of `unit` minor ones: "38", "1.3"; whole ones when `whole` or from ten on.
std::string few_digits(std::uint64_t minor, std::uint64_t unit, bool whole) {
    const auto tenths = whole ? 100 : rounded(minor, unit / 10);
    if (tenths >= 100) return std::to_string(rounded(minor, unit));
    auto text = std::to_string(tenths / 10);
    if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
    return text;
}

std::string with_sign(bool minus, Currency currency, std::string_view number,
                      std::string_view language) {
    const auto code = currency.view();
    auto sign = std::string(sign_of(code));
    if (code == "JPY" && language == "zh-CN") sign.clear();  // ¥ is the yuan there
    if (sign.empty() && !code.empty()) sign = std::string(code) + " ";
    return (minus ? "-" : "") + sign + std::string(number);
}

}  // namespace

std::optional<Currency> parse_currency(std::string_view code) {
    if (code.size() != 3) return std::nullopt;
    if (!lists(two_decimals, code) && !lists(no_decimals, code) && !lists(three_decimals, code))
        return std::nullopt;
    Currency currency;
    std::ranges::copy(code, currency.letters.begin());
    return currency;
}

int decimals_of(Currency currency) {
    if (lists(no_decimals, currency.view())) return 0;
    return lists(three_decimals, currency.view()) ? 3 : 2;
}

std::optional<Money> parse_amount(std::string_view text, Currency currency) {
    const bool minus = text.starts_with('-');
    if (minus) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    auto part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (point != std::string_view::npos && part.empty()) return std::nullopt;
    while (part.ends_with('0')) part.remove_suffix(1);
    const auto decimals = std::size_t(decimals_of(currency));
    if (whole.empty() || whole.size() > 18 || part.size() > decimals) return std::nullopt;
    std::string digits(whole);
    digits += part;
    digits.append(decimals - part.size(), '0');
    std::int64_t minor = 0;
    for (char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        if (__builtin_mul_overflow(minor, 10, &minor) ||
            __builtin_add_overflow(minor, c - '0', &minor))
            return std::nullopt;
    }
    return Money{minus ? -minor : minor, currency};
}

std::string format_amount(Money money) {
    const auto decimals = std::size_t(decimals_of(money.currency));
    const bool minus = money.minor < 0;
    std::string digits = std::to_string(magnitude(money.minor));
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, ".");
    return minus ? "-" + digits : digits;
}

std::string format_money(Money money, std::string_view language) {
    const bool is_minus = money.minor < 0;
    const auto text = grouped(format_amount(money));
    return with_sign(is_minus, money.currency, text.substr(is_minus ? 1 : 0), language);
}

std::string format_money_short(Money money, std::string_view language) {
    const auto one = std::uint64_t(power_of_ten(decimals_of(money.currency)));
    const auto size = magnitude(money.minor);
    const auto units =
        language == "zh-CN" ? std::span<const LargeUnit>(units_chinese) : units_english;
    std::size_t at = 0;
    // What rounds up to a whole larger unit is shown in that one: 999,950 is 1m, not 1000k.
    while (at + 1 < units.size() &&
           rounded(size, units[at].size * one) >= units[at + 1].size / units[at].size)
        ++at;
    auto text = few_digits(size, units[at].size * one, at == 0);
    text += units[at].word;
    return with_sign(money.minor < 0, money.currency, text, language);
}

std::optional<Money> add(Money a, Money b) {
    Money sum{0, a.currency};
    if (a.currency != b.currency || __builtin_add_overflow(a.minor, b.minor, &sum.minor))
        return std::nullopt;
    return sum;
}

std::optional<Money> convert(Money money, std::string_view rate, Currency into) {
    const auto point = rate.find('.');
    const auto whole = rate.substr(0, point);
    const auto part = point == std::string_view::npos ? std::string_view() : rate.substr(point + 1);
    if (whole.empty() || whole.size() + part.size() > 18) return std::nullopt;
    if (point != std::string_view::npos && part.empty()) return std::nullopt;
    WideAmount factor = 0;
    for (auto digits : {whole, part})
        for (char c : digits) {
            if (c < '0' || c > '9') return std::nullopt;
            factor = factor * 10 + (c - '0');
        }
    if (factor == 0) return std::nullopt;
    WideAmount product = WideAmount(money.minor) * factor;  // below 2^63 times 10^18, so it fits
    int scale = int(part.size()) + decimals_of(money.currency) - decimals_of(into);
    for (; scale < 0; ++scale)
        if (__builtin_mul_overflow(product, WideAmount(10), &product)) return std::nullopt;
    const WideAmount rounded = divide_half_even(product, power_of_ten(scale));
    const auto minor = std::int64_t(rounded);
    if (WideAmount(minor) != rounded) return std::nullopt;
    return Money{minor, into};
}

}  // namespace vigil
