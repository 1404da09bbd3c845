#include "base/phone.h"

#include <phonenumbers/phonenumberutil.h>

namespace vigil {

std::optional<Phone> parse_phone(std::string_view typed, std::string_view region) {
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    if (typed.size() > 250) return std::nullopt;
    const auto& util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    const std::string from = region.empty() ? "ZZ" : std::string(region);
    if (util.Parse(std::string(typed), from, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
        return std::nullopt;
    Phone phone;
    util.Format(number, PhoneNumberUtil::E164, &phone.e164);
    util.GetRegionCodeForNumber(number, &phone.region);
    phone.valid = util.IsValidNumber(number);
    return phone;
}

}  // namespace vigil
