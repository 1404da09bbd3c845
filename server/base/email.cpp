#include "base/email.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace vigil {

namespace {

bool letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::uint8_t(c) >= 0x80;
}

bool valid_local(std::string_view local) {
    if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.') return false;
    if (local.find("..") != std::string_view::npos) return false;
    constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
    return std::ranges::all_of(local, [&](char c) {
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
        if (dot == std::string_view::npos)  // a last label of digits only would be an address of a host
            return labels >= 2 && !std::ranges::all_of(label, [](char c) { return c >= '0' && c <= '9'; });
        domain.remove_prefix(dot + 1);
    }
}

}  // namespace vigil
