#include "base/phone.h"

#include <phonenumbers/phonenumberutil.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace vigil {

namespace {

constexpr std::size_t longest_read = 250;  // what the library itself is willing to read

// The digits of any script as ASCII; what is no UTF-8 is passed over.
std::string digits_of(std::string_view typed) {
    std::string digits;
    const auto size = std::int32_t(typed.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 letter = 0;
        U8_NEXT(typed.data(), at, size, letter);
        if (const auto value = letter < 0 ? -1 : u_charDigitValue(letter); value >= 0)
            digits += char('0' + value);
    }
    return digits;
}

}  // namespace

std::string phone_key(std::string_view typed) {
    auto digits = digits_of(typed);
    if (digits.empty()) return digits;
    const auto phone = parse_phone(typed, "");
    return phone && phone->valid ? phone->e164 : digits;
}

bool has_digit(std::string_view typed) { return !digits_of(typed).empty(); }

std::optional<Phone> parse_phone(std::string_view typed, std::string_view region) {
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    if (typed.size() > longest_read) return std::nullopt;
    const auto& util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    const std::string from = region.empty() ? "ZZ" : std::string(region);
    if (util.Parse(std::string(typed), from, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
        return std::nullopt;
    Phone phone;
    util.Format(number, PhoneNumberUtil::E164, &phone.e164);
    util.GetRegionCodeForNumber(number, &phone.region);
    phone.extension = number.extension();
    phone.valid = util.IsValidNumber(number);
    return phone;
}

std::string format_phone(std::string_view e164) {
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    const auto& util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (!e164.starts_with('+') || e164.size() > longest_read ||
        util.Parse(std::string(e164), "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR)
        return std::string(e164);
    std::string text;
    util.Format(number, PhoneNumberUtil::INTERNATIONAL, &text);
    return text;
}

}  // namespace vigil
