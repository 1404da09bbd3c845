#include "in/import/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include "base/money.h"
#include "base/text.h"
#include "in/import/text.h"

namespace vigil::import {
namespace {

constexpr std::size_t longest_number = 80;
constexpr int scale_max = 18;

struct Sign {
    std::string_view text;  // as plain_text() leaves it
    std::string_view iso;
};

// Longer ones before their endings. "kr" is of three countries and tells nothing; ¥ is taken for CNY
// only as 元: bare, it may be JPY.
constexpr std::array signs{
    Sign{"us$", "USD"},  Sign{"ca$", "CAD"},    Sign{"c$", "CAD"},  Sign{"a$", "AUD"},
    Sign{"au$", "AUD"},  Sign{"hk$", "HKD"},    Sign{"nt$", "TWD"}, Sign{"s$", "SGD"},
    Sign{"r$", "BRL"},   Sign{"mx$", "MXN"},    Sign{"rmb", "CNY"}, Sign{"人民币", "CNY"},
    Sign{"元", "CNY"},   Sign{"圆", "CNY"},     Sign{"円", "JPY"},  Sign{"€", "EUR"},
    Sign{"$", "USD"},    Sign{"£", "GBP"},      Sign{"¥", ""},      Sign{"￥", ""},
    Sign{"₹", "INR"},    Sign{"rs.", "INR"},    Sign{"₽", "RUB"}, Sign{"руб.", "RUB"},
    Sign{"руб", "RUB"},  Sign{"₩", "KRW"},      Sign{"₺", "TRY"},   Sign{"₴", "UAH"},
    Sign{"₪", "ILS"},    Sign{"₫", "VND"},      Sign{"zł", "PLN"},  Sign{"kč", "CZK"},
    Sign{"sfr.", "CHF"}, Sign{"fr.", "CHF"},    Sign{"kr.", ""},    Sign{"kr", ""},
    Sign{"euro", "EUR"}, Sign{"dollar", "USD"},
};

constexpr std::string_view iso_codes =
    " aed ars aud bdt bgn bhd brl cad chf clp cny cop czk dkk egp eur gbp hkd hrk huf idr ils inr "
    "isk "
    "jod jpy kes krw kwd kzt lkr mad mxn myr ngn nok nzd omr pen php pkr pln qar ron rsd rub sar "
    "sek "
    "sgd thb tnd try twd tzs uah ugx usd uyu vnd xaf xof zar ";

void trim_blanks(std::string_view& text) { text = trimmed(text); }

struct Bare {
    std::string digits;  // digits, marks and blanks
    Amount amount;
    bool negative = false;
    int zeros = 0;  // of 万, 亿 and exponents
};

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(c - 'a' + 'A');
    return out;
}

// Takes a currency from one end of the text.
bool take_currency(std::string_view& text, bool at_end, std::string& iso) {
    if (text.size() > 3) {
        const std::string_view code = at_end ? text.substr(text.size() - 3) : text.substr(0, 3);
        const bool letters =
            std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (letters && iso_codes.find(code) != std::string_view::npos) {
            iso = upper(code);
            at_end ? text.remove_suffix(3) : text.remove_prefix(3);
            return true;
        }
    }
    for (const Sign& sign : signs) {
        if (at_end ? !text.ends_with(sign.text) : !text.starts_with(sign.text)) continue;
        iso = sign.iso;
        at_end ? text.remove_suffix(sign.text.size()) : text.remove_prefix(sign.text.size());
        return true;
    }
    return false;
}

bool take_minus(std::string_view& text, bool at_end) {
    for (const std::string_view minus : {"-", "−", "–"}) {
        if (at_end ? !text.ends_with(minus) : !text.starts_with(minus)) continue;
        at_end ? text.remove_suffix(minus.size()) : text.remove_prefix(minus.size());
        return true;
    }
    return false;
}

bool take_exponent(std::string_view& text, int& zeros) {
    const std::size_t e = text.find('e');
    if (e == std::string_view::npos || e == 0 || !is_digit(text[e - 1])) return true;
    std::string_view exponent = text.substr(e + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    int value = 0;
    const auto [end, error] =
        std::from_chars(exponent.data(), exponent.data() + exponent.size(), value);
    if (error != std::errc() || end != exponent.data() + exponent.size()) return false;
    if (value < -40 || value > 40) return false;
    zeros += value;
    text = text.substr(0, e);
    return true;
}

void take_multiplier(std::string_view& text, int& zeros) {
    for (const auto& [unit, power] :
         {std::pair{std::string_view("万"), 4}, std::pair{std::string_view("萬"), 4},
          std::pair{std::string_view("亿"), 8}, std::pair{std::string_view("億"), 8}}) {
        if (!text.ends_with(unit)) continue;
        text.remove_suffix(unit.size());
        zeros += power;
    }
}

// Takes off everything around the digits; nothing when it is no number.
std::optional<Bare> bare_number(std::string_view cell) {
    if (cell.size() > longest_number) return {};
    const std::string plain = plain_text(cell);
    std::string_view text = plain;
    Bare bare;
    if (text.starts_with('(') && text.ends_with(')') && text.size() > 2) {
        bare.negative = true;
        text = text.substr(1, text.size() - 2);
    }
    bool sign_seen = bare.negative;
    bool currency_seen = false;
    for (bool again = true; again && !text.empty();) {
        again = false;
        trim_blanks(text);
        for (const bool at_end : {false, true}) {
            if (!sign_seen && take_minus(text, at_end)) {
                again = sign_seen = bare.negative = true;
            } else if (!sign_seen && !at_end && text.starts_with('+')) {
                text.remove_prefix(1);
                again = sign_seen = true;
            } else if (!currency_seen && take_currency(text, at_end, bare.amount.currency)) {
                again = currency_seen = true;
            } else if (at_end && !bare.amount.percent && text.ends_with('%')) {
                text.remove_suffix(1);
                again = bare.amount.percent = true;
            }
        }
    }
    take_multiplier(text, bare.zeros);
    trim_blanks(text);
    if (!take_exponent(text, bare.zeros)) return {};
    if (text.empty() || text.find_first_of("0123456789") == std::string_view::npos) return {};
    if (text.find_first_not_of("0123456789., '’_") != std::string_view::npos) return {};
    bare.digits = text;
    // Blanks and apostrophes can part thousands only: one form for all of them.
    for (const std::string_view mark : {"’", "'"}) {
        for (std::size_t at = bare.digits.find(mark); at != std::string::npos;
             at = bare.digits.find(mark)) {
            bare.digits.replace(at, mark.size(), " ");
        }
    }
    return bare;
}

// "1,234,567" and Indian "12,34,567"; also "1234". One kind of mark throughout.
bool sound_groups(std::string_view whole) {
    const std::size_t first = whole.find_first_of("., ");
    if (first == std::string_view::npos) return true;
    if (first == 0 || first > 3) return false;
    const char mark = whole[first];
    std::size_t length = 0;
    std::size_t groups = 0;
    const std::size_t last = whole.rfind(mark);
    for (std::size_t i = first + 1; i <= whole.size(); ++i) {
        if (i < whole.size() && is_digit(whole[i])) {
            ++length;
            continue;
        }
        if (i < whole.size() && whole[i] != mark) return false;
        const bool at_last = i > last;
        if (length != 3 && (at_last || length != 2 || first > 2 || mark != ',')) return false;
        ++groups;
        length = 0;
    }
    return groups > 0;
}

Parsed<Decimal> to_decimal(const std::string& whole, const std::string& fraction, int zeros) {
    std::string digits = whole + fraction;
    int scale = static_cast<int>(fraction.size()) - zeros;
    while (scale < 0) {
        digits.push_back('0');
        ++scale;
        if (digits.size() > 60) return std::unexpected("number_too_large");
    }
    while (scale > scale_max && !digits.empty() && digits.back() == '0') {
        digits.pop_back();
        --scale;
    }
    if (digits.empty()) digits = "0";
    if (scale > scale_max) return std::unexpected("number_too_large");
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc()) return std::unexpected("number_too_large");
    return Decimal{value, scale};
}

}  // namespace

Parsed<Amount> parse_amount(std::string_view cell, DecimalMark mark) {
    auto bare = bare_number(cell);
    if (!bare) return std::unexpected("number_malformed");
    const char point = mark == DecimalMark::point ? '.' : ',';
    const std::size_t at = bare->digits.find(point);
    std::string whole = bare->digits.substr(0, at);
    const std::string fraction = at == std::string::npos ? "" : bare->digits.substr(at + 1);
    if (fraction.find_first_not_of("0123456789") != std::string::npos || !sound_groups(whole)) {
        return std::unexpected("number_malformed");
    }
    std::erase_if(whole, [](char c) { return !is_digit(c); });
    const auto value = to_decimal(whole, fraction, bare->zeros);
    if (!value) return std::unexpected(value.error());
    bare->amount.value = *value;
    if (bare->negative) bare->amount.value.unscaled = -bare->amount.value.unscaled;
    return std::move(bare->amount);
}

std::string currency_named(std::string_view cell) {
    const std::string word = fold(trimmed(cell));
    if (const auto sign = std::ranges::find(signs, word, &Sign::text); sign != signs.end())
        return std::string(sign->iso);
    const std::string code = upper(word);
    return parse_currency(code) ? code : "";
}

Parsed<std::int64_t> parse_integer(std::string_view cell, DecimalMark mark) {
    auto amount = parse_amount(cell, mark);
    if (!amount) return std::unexpected(amount.error());
    Decimal value = amount->value;
    while (value.scale > 0 && value.unscaled % 10 == 0) {
        value.unscaled /= 10;
        --value.scale;
    }
    if (value.scale > 0 || amount->percent || !amount->currency.empty()) {
        return std::unexpected("number_not_whole");
    }
    return value.unscaled;
}

MarkEvidence mark_evidence(std::string_view cell) {
    const auto bare = bare_number(cell);
    if (!bare) return MarkEvidence::none;
    const std::string& text = bare->digits;
    const std::size_t point = text.rfind('.');
    const std::size_t comma = text.rfind(',');
    if (point == std::string::npos && comma == std::string::npos) return MarkEvidence::none;
    if (point != std::string::npos && comma != std::string::npos) {
        return point > comma ? MarkEvidence::point : MarkEvidence::comma;
    }
    const bool is_point = comma == std::string::npos;
    const MarkEvidence as_decimal = is_point ? MarkEvidence::point : MarkEvidence::comma;
    const MarkEvidence as_group = is_point ? MarkEvidence::comma : MarkEvidence::point;
    const char mark = is_point ? '.' : ',';
    const std::size_t at = is_point ? point : comma;
    if (std::count(text.begin(), text.end(), mark) > 1) return as_group;
    // Blanks part the thousands already, or what is before or behind cannot be a group.
    const bool lone_zero = at == 0 || (at == 1 && text[0] == '0');
    const bool long_before = text.find(' ') != std::string::npos || at > 3;
    const bool no_group = text.size() - at - 1 != 3;
    if (lone_zero || long_before || no_group) return as_decimal;
    return is_point ? MarkEvidence::lone_point : MarkEvidence::lone_comma;
}

std::string to_text(const Decimal& value) {
    std::string digits = std::to_string(value.unscaled);
    const bool negative = digits.front() == '-';
    if (negative) digits.erase(0, 1);
    const auto scale = std::size_t(value.scale);
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    std::string fraction = digits.substr(digits.size() - scale);
    digits.resize(digits.size() - scale);
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    return (negative ? "-" : "") + digits + (fraction.empty() ? "" : "." + fraction);
}

}  // namespace vigil::import
