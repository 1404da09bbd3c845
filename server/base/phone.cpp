#include "base/phone.h"

#include <phonenumbers/phonenumberutil.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

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

// As one dials it within its country: "030 123456".
std::string home_form(const std::string& e164) {
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    const auto& util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (util.Parse(e164, "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR) return e164;
    std::string text;
    util.Format(number, PhoneNumberUtil::NATIONAL, &text);
    return text;
}

}  // namespace

std::string phone_key(std::string_view typed) { return phone_key(typed, ""); }

std::string phone_key(std::string_view typed, std::string_view region) {
    auto digits = digits_of(typed);
    if (digits.empty()) return digits;
    const auto phone = parse_phone(typed, region);
    return phone && phone->valid ? phone->e164 : digits;
}

std::vector<std::string> phone_spellings(std::string_view typed, std::string_view region) {
    std::vector<std::string> spellings = {std::string(typed)};
    const auto phone = parse_phone(typed, region);
    if (!phone || !phone->valid) return spellings;
    std::vector<std::string> others = {phone->e164};
    if (phone->region == region) others.push_back(home_form(phone->e164));
    for (auto& other : others)
        if (std::ranges::none_of(spellings, [&](const std::string& one) {
                return phone_key(one) == phone_key(other);
            }))
            spellings.push_back(std::move(other));
    return spellings;
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
