#include "base/text.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "base/check.h"
#include "base/utf8.h"

namespace vigil {

namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return std::uint8_t(c) < 0x80; });
}

const icu::Normalizer2& nfc() {
    static const icu::Normalizer2* const normalizer = [] {
        UErrorCode status = U_ZERO_ERROR;
        const auto* found = icu::Normalizer2::getNFCInstance(status);
        VIGIL_CHECK(U_SUCCESS(status) && found);
        return found;
    }();
    return *normalizer;
}

icu::UnicodeString composed(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    auto answer = nfc().normalize(text, status);
    return U_SUCCESS(status) ? answer : text;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

bool valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto step = utf8_step(text);
        if (!step.valid) return false;
        text.remove_prefix(step.size);
    }
    return true;
}

bool storable(std::string_view text) {
    return text.find('\0') == std::string_view::npos && valid_utf8(text);
}

bool is_blank(std::string_view text) {
    std::int32_t at = 0;
    const auto size = std::int32_t(text.size());
    while (at < size) {
        UChar32 c = 0;
        U8_NEXT(text.data(), at, size, c);
        if (!u_isUWhiteSpace(c)) return false;
    }
    return true;
}

std::string fold(std::string_view text) {
    if (is_ascii(text)) {
        std::string lower(text);
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = char(c + 32);
        return lower;
    }
    auto wide = composed(icu::UnicodeString::fromUTF8({text.data(), std::int32_t(text.size())}));
    wide.toLower(icu::Locale::getRoot());
    std::string folded;
    composed(wide).toUTF8String(folded);
    return folded;
}

std::size_t code_points(std::string_view text) {
    return std::size_t(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string_view clip(std::string_view text, std::size_t max_code_points) {
    std::size_t seen = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if ((text[at] & 0xC0) != 0x80 && seen++ == max_code_points) return text.substr(0, at);
    return text;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string collapse_spaces(std::string_view text) {
    std::string out;
    for (char c : trim(text)) {
        if (!is_space(c))
            out += c;
        else if (out.back() != ' ')
            out += ' ';
    }
    return out;
}

std::string grouped(std::string number) {
    auto end = std::min(number.find('.'), number.size());
    const std::size_t first = number.starts_with('-') ? 1 : 0;
    while (end > first + 3) number.insert(end -= 3, 1, ',');
    return number;
}

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::int64_t key_hash(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (char c : text) hash = (hash ^ std::uint8_t(c)) * 0x100000001b3;
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccd;
    hash ^= hash >> 33;
    const auto key = std::int64_t(hash >> 1);
    return key == 0 ? 1 : key;
}

}  // namespace vigil
