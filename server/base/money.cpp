#include "base/money.h"

#include <algorithm>

namespace vigil {

namespace {

// ISO 4217 list one, without funds and metals.
constexpr std::string_view two_decimals =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL "
    "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP "
    "MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD "
    "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS "
    "VED VES WST XCD YER ZAR ZMW ZWL";
constexpr std::string_view no_decimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view three_decimals = "BHD IQD JOD KWD LYD OMR TND";

bool lists(std::string_view list, std::string_view code) {
    for (std::size_t at = 0; at + 3 <= list.size(); at += 4)
        if (list.substr(at, 3) == code) return true;
    return false;
}

std::string_view sign_of(std::string_view code) {
    constexpr std::pair<std::string_view, std::string_view> signs[] = {
        {"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"CNY", "¥"}, {"JPY", "¥"}, {"INR", "₹"}, {"KRW", "₩"}, {"RUB", "₽"}};
    for (const auto& [known, sign] : signs)
        if (known == code) return sign;
    return {};
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
    while (part.ends_with('0')) part.remove_suffix(1);
    const auto decimals = std::size_t(decimals_of(currency));
    if (whole.empty() || whole.size() > 18 || part.size() > decimals) return std::nullopt;
    std::string digits(whole);
    digits += part;
    digits.append(decimals - part.size(), '0');
    std::int64_t minor = 0;
    for (char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        if (__builtin_mul_overflow(minor, 10, &minor) || __builtin_add_overflow(minor, c - '0', &minor))
            return std::nullopt;
    }
    return Money{minus ? -minor : minor, currency};
}

std::string format_amount(Money money) {
    const auto decimals = std::size_t(decimals_of(money.currency));
    const bool minus = money.minor < 0;
    const std::uint64_t size = minus ? 0 - std::uint64_t(money.minor) : std::uint64_t(money.minor);
    std::string digits = std::to_string(size);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, ".");
    return minus ? "-" + digits : digits;
}

std::string format_money(Money money, std::string_view language) {
    std::string text = format_amount(money);
    auto end = std::min(text.find('.'), text.size());
    const std::size_t first = money.minor < 0 ? 1 : 0;
    while (end > first + 3) text.insert(end -= 3, ",");
    const auto code = money.currency.view();
    auto sign = std::string(sign_of(code));
    if (code == "JPY" && language == "zh-CN") sign.clear();  // ¥ is the yuan there
    if (sign.empty()) sign = std::string(code) + " ";
    return money.minor < 0 ? "-" + sign + text.substr(1) : sign + text;
}

}  // namespace vigil
