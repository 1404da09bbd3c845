#include "base/search_fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace vigil {

namespace {

// Letters that Unicode does not take apart (after case folding).
struct Letter {
    UChar32 is;
    const char16_t* typed;
};
constexpr Letter undivided[] = {{0xE6, u"ae"},  {0xF0, u"d"},  {0xF8, u"o"},  {0xFE, u"th"},
                                {0x111, u"d"},  {0x127, u"h"}, {0x131, u"i"}, {0x142, u"l"},
                                {0x153, u"oe"}, {0x167, u"t"}};

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = get(status);
    VIGIL_CHECK(U_SUCCESS(status) && found);
    return *found;
}

bool is_accent(UChar32 c) { return c >= 0x300 && c <= 0x36F; }

icu::UnicodeString without_accents(const icu::UnicodeString& divided) {
    icu::UnicodeString plain;
    for (std::int32_t at = 0; at < divided.length(); at = divided.moveIndex32(at, 1)) {
        const UChar32 c = divided.char32At(at);
        if (is_accent(c)) continue;
        const auto* known = std::ranges::find(undivided, c, &Letter::is);
        if (known == std::end(undivided))
            plain.append(c);
        else
            plain.append(known->typed, -1);
    }
    return plain;
}

}  // namespace

std::string search_fold(std::string_view text) {
    if (std::ranges::all_of(text, [](char c) { return std::uint8_t(c) < 0x80; })) return fold(text);
    static const auto& nfd = normalizer(icu::Normalizer2::getNFDInstance);
    static const auto& nfc = normalizer(icu::Normalizer2::getNFCInstance);
    UErrorCode status = U_ZERO_ERROR;
    auto wide = icu::UnicodeString::fromUTF8({text.data(), std::int32_t(text.size())});
    wide.foldCase();
    const auto plain = without_accents(nfd.normalize(wide, status));
    std::string folded;
    nfc.normalize(plain, status).toUTF8String(folded);
    return U_SUCCESS(status) ? folded : fold(text);
}

}  // namespace vigil
