#include "base/phone.h"

#include <phonenumbers/phonenumberutil.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>

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

// Keys made before, at least the last `generation` of them. The library takes some 50 us for one, and a number
// is asked for more than once.
class KnownKeys {
  public:
    std::optional<std::string> find(const std::string& typed) {
        const std::lock_guard lock(mutex_);
        for (const auto* keys : {&young_, &old_})
            if (const auto found = keys->find(typed); found != keys->end()) return found->second;
        return std::nullopt;
    }
    void keep(const std::string& typed, const std::string& key) {
        const std::lock_guard lock(mutex_);
        if (young_.size() >= generation) {
            old_ = std::move(young_);
            young_.clear();
        }
        young_.emplace(typed, key);
    }

  private:
    static constexpr std::size_t generation = 4'000;
    std::mutex mutex_;
    std::unordered_map<std::string, std::string> young_, old_;
};

// Spaces and hyphens mean nothing after a plus; without them the library is quicker.
bool is_plain(std::string_view typed) {
    return typed.starts_with('+') && typed.find_first_not_of("0123456789 -", 1) == typed.npos;
}

std::string made_key(std::string_view typed, std::string digits) {
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    const auto& util = *PhoneNumberUtil::GetInstance();
    const std::string text = is_plain(typed) ? "+" + digits : std::string(typed);
    PhoneNumber number;
    if (util.Parse(text, "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
        !util.IsValidNumber(number))
        return digits;
    std::string e164;
    util.Format(number, PhoneNumberUtil::E164, &e164);
    return e164;
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

std::string phone_key(std::string_view typed) {
    static KnownKeys known;
    constexpr std::string_view wide_plus = "\uFF0B";
    auto digits = digits_of(typed);
    // Without a country, which begins with a plus, nothing can be read.
    const bool has_country = typed.find('+') != typed.npos || typed.find(wide_plus) != typed.npos;
    if (digits.empty() || !has_country || typed.size() > longest_read) return digits;
    const std::string text(typed);
    if (auto key = known.find(text)) return *std::move(key);
    auto key = made_key(typed, std::move(digits));
    known.keep(text, key);
    return key;
}

std::string phone_key(std::string_view typed, std::string_view region) {
    if (region.empty()) return phone_key(typed);
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

bool is_phone_region(std::string_view region) {
    using i18n::phonenumbers::PhoneNumberUtil;
    return PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(std::string(region)) != 0;
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
