#include "base/email.h"

#include <unicode/idna.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "base/text.h"

namespace vigil {

namespace {

bool letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::uint8_t(c) >= 0x80;
}

// U+0080 .. U+009F: in UTF-8 two bytes, the first of them C2.
bool has_c1_control(std::string_view text) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at)
        if (std::uint8_t(text[at]) == 0xC2 && std::uint8_t(text[at + 1]) < 0xA0) return true;
    return false;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return std::uint8_t(c) < 0x80; });
}

const icu::IDNA* idna() {
    static const std::unique_ptr<const icu::IDNA> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<const icu::IDNA>(icu::IDNA::createUTS46Instance(
            UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                UIDNA_NONTRANSITIONAL_TO_ASCII,
            status));
    }();
    return made.get();
}

bool valid_local(std::string_view local) {
    if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.')
        return false;
    if (local.find("..") != std::string_view::npos) return false;
    constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
    return !has_c1_control(local) && std::ranges::all_of(local, [&](char c) {
        return letter_or_digit(c) || signs.find(c) != std::string_view::npos;
    });
}

bool valid_label(std::string_view label) {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, [](char c) { return letter_or_digit(c) || c == '-'; });
}

}  // namespace

bool valid_email(std::string_view text) {
    if (text.size() > 254 || !valid_utf8(text)) return false;
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || !valid_local(text.substr(0, at))) return false;
    auto domain = text.substr(at + 1);
    int labels = 0;
    while (true) {
        const auto dot = domain.find('.');
        const auto label = domain.substr(0, dot);
        if (!valid_label(label)) return false;
        ++labels;
        if (dot ==
            std::string_view::npos)  // a last label of digits only would be an address of a host
            return labels >= 2 &&
                   !std::ranges::all_of(label, [](char c) { return c >= '0' && c <= '9'; });
        domain.remove_prefix(dot + 1);
    }
}

std::optional<std::string> normalise_email(std::string_view typed) {
    while (!typed.empty() && (typed.front() == ' ' || typed.front() == '\t'))
        typed.remove_prefix(1);
    while (!typed.empty() && (typed.back() == ' ' || typed.back() == '\t')) typed.remove_suffix(1);
    if (!valid_email(typed)) return std::nullopt;
    const auto at = typed.rfind('@');
    const auto domain = typed.substr(at + 1);
    if (!is_ascii(domain) && !ascii_domain(domain)) return std::nullopt;
    return std::string(typed.substr(0, at + 1)) + fold(domain);
}

std::string email_key(std::string_view address) { return fold(trim(address)); }

std::optional<std::string> ascii_domain(std::string_view domain) {
    if (is_ascii(domain)) return fold(domain);
    UErrorCode status = U_ZERO_ERROR;
    icu::IDNAInfo info;
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    idna()->nameToASCII_UTF8({domain.data(), std::int32_t(domain.size())}, sink, info, status);
    if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
    return out;
}

}  // namespace vigil
