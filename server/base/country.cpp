#include "base/country.h"

#include <unicode/dcfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace vigil {

std::string country_name(std::string_view code, std::string_view language) {
    const icu::Locale place("", std::string(code).c_str());
    UErrorCode error = U_ZERO_ERROR;
    const auto reader = icu::Locale::forLanguageTag(
        icu::StringPiece(language.data(), std::int32_t(language.size())), error);
    icu::UnicodeString name;
    place.getDisplayCountry(U_FAILURE(error) ? icu::Locale::getEnglish() : reader, name);
    std::string text;
    name.toUTF8String(text);
    return text.empty() ? std::string(code) : text;
}

bool has_decimal_comma(std::string_view country) {
    if (country.empty()) return false;
    icu::Locale spoken(("und_" + std::string(country)).c_str());
    UErrorCode error = U_ZERO_ERROR;
    spoken.addLikelySubtags(error);
    const icu::DecimalFormatSymbols symbols(spoken, error);
    return U_SUCCESS(error) &&
           symbols.getConstSymbol(icu::DecimalFormatSymbols::kDecimalSeparatorSymbol) == ",";
}

}  // namespace vigil
