#include "in/import/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <utility>

#include "in/import/utf8.h"

namespace vigil::import {
namespace {

struct Names {
    Encoding encoding;
    std::string_view shown;
    const char* icu;  // null: converted here
};

constexpr std::array names{
    Names{Encoding::utf8, "UTF-8", nullptr},
    Names{Encoding::utf16le, "UTF-16LE", nullptr},
    Names{Encoding::utf16be, "UTF-16BE", nullptr},
    Names{Encoding::gb18030, "GB18030", "gb18030"},
    Names{Encoding::windows_1252, "windows-1252", nullptr},
    Names{Encoding::windows_1251, "windows-1251", "windows-1251"},
    Names{Encoding::big5, "Big5", "Big5"},
    Names{Encoding::shift_jis, "Shift_JIS", "ibm-943_P15A-2003"},
    Names{Encoding::euc_jp, "EUC-JP", "EUC-JP"},
    Names{Encoding::windows_949, "windows-949", "windows-949"},
    Names{Encoding::iso_2022_jp, "ISO-2022-JP", "ISO-2022-JP-2"},
    Names{Encoding::iso_2022_kr, "ISO-2022-KR", "ISO-2022-KR"},
    Names{Encoding::hz, "HZ", "HZ"},
};

constexpr std::array<std::pair<std::string_view, Encoding>, 22> other_names{{
    {"utf16", Encoding::utf16le},         {"gbk", Encoding::gb18030},
    {"gb2312", Encoding::gb18030},        {"cp936", Encoding::gb18030},
    {"euccn", Encoding::gb18030},         {"latin1", Encoding::windows_1252},
    {"iso88591", Encoding::windows_1252}, {"iso885915", Encoding::windows_1252},
    {"cp1252", Encoding::windows_1252},   {"ansi", Encoding::windows_1252},
    {"cp1251", Encoding::windows_1251},   {"cp950", Encoding::big5},
    {"big5hkscs", Encoding::big5},        {"sjis", Encoding::shift_jis},
    {"cp932", Encoding::shift_jis},       {"windows31j", Encoding::shift_jis},
    {"euckr", Encoding::windows_949},     {"cp949", Encoding::windows_949},
    {"uhc", Encoding::windows_949},       {"hzgb2312", Encoding::hz},
    {"unicode", Encoding::utf16le},       {"utf8sig", Encoding::utf8},
}};

// Lower case, letters and digits alone: "UTF-8" and "utf_8" are one name.
std::string plain_name(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') plain.push_back(static_cast<char>(c - 'A' + 'a'));
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain.push_back(c);
    }
    return plain;
}

const Names& names_of(Encoding encoding) {
    return *std::find_if(names.begin(), names.end(),
                         [&](const Names& n) { return n.encoding == encoding; });
}

// 0x80 .. 0x9F of windows-1252; 0 = not assigned. The rest is Latin-1.
constexpr std::array<char16_t, 32> cp1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct IcuCloser {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

bool is_high(char16_t u) { return u >= 0xD800 && u <= 0xDBFF; }
bool is_low(char16_t u) { return u >= 0xDC00 && u <= 0xDFFF; }

}  // namespace

std::string_view encoding_name(Encoding encoding) { return names_of(encoding).shown; }

std::optional<Encoding> encoding_named(std::string_view name) {
    const std::string plain = plain_name(name);
    for (const Names& n : names) {
        if (plain_name(n.shown) == plain) return n.encoding;
    }
    for (const auto& [other, encoding] : other_names) {
        if (other == plain) return encoding;
    }
    return {};
}

struct Converter::Impl {
    Encoding encoding;
    std::uint64_t byte_offset;  // of the next byte handed in
    std::uint64_t text_offset;  // of the next byte given out
    std::vector<BadBytes> bad{};
    std::string carry{};  // the beginning of a sequence cut off by the end of a chunk
    std::unique_ptr<UConverter, IcuCloser> icu{};
    std::u16string units{};

    void put(std::string_view text, std::string& out) {
        out += text;
        text_offset += text.size();
    }

    void put_bad(std::uint64_t at, std::string& out) {
        bad.push_back({at, text_offset});
        put(replacement_character, out);
    }

    void put_units(std::u16string_view text, std::string& out) {
        const std::size_t before = out.size();
        for (std::size_t i = 0; i < text.size(); ++i) {
            char32_t point = text[i];
            if (is_high(text[i]) && i + 1 < text.size() && is_low(text[i + 1])) {
                point = 0x10000 + ((text[i] - 0xD800u) << 10) + (text[i + 1] - 0xDC00u);
                ++i;
            }
            append_utf8(point, out);
        }
        text_offset += out.size() - before;
    }

    // Each answers how many bytes it has used up; the rest is carried.
    std::size_t from_utf8(std::string_view bytes, bool last, std::string& out) {
        std::size_t at = 0;
        while (at < bytes.size()) {
            const Utf8Prefix prefix = utf8_prefix(bytes.substr(at));
            put(bytes.substr(at, prefix.valid), out);
            at += prefix.valid;
            if (prefix.cut_off && !last) return at;
            if (prefix.cut_off) {
                put_bad(byte_offset + at, out);
                return bytes.size();
            }
            if (prefix.broken == 0) break;
            put_bad(byte_offset + at, out);
            at += prefix.broken;
            if (bad.size() > bad_bytes_max) break;
        }
        return at;
    }

    std::size_t from_utf16(std::string_view bytes, bool last, bool little, std::string& out) {
        const auto unit = [&](std::size_t i) {
            const auto first = static_cast<unsigned char>(bytes[i]);
            const auto second = static_cast<unsigned char>(bytes[i + 1]);
            return static_cast<char16_t>(little ? first | (second << 8) : (first << 8) | second);
        };
        std::size_t at = 0;
        while (at + 1 < bytes.size() && bad.size() <= bad_bytes_max) {
            const char16_t u = unit(at);
            if (is_high(u) && at + 3 >= bytes.size() && !last) return at;
            if (is_high(u) && at + 3 < bytes.size() && is_low(unit(at + 2))) {
                const std::array<char16_t, 2> pair{u, unit(at + 2)};
                put_units({pair.data(), 2}, out);
                at += 4;
                continue;
            }
            if (is_high(u) || is_low(u)) {
                put_bad(byte_offset + at, out);
            } else {
                put_units({&u, 1}, out);
            }
            at += 2;
        }
        if (last && at < bytes.size() && bad.size() <= bad_bytes_max) {
            put_bad(byte_offset + at, out);
            at = bytes.size();
        }
        return at;
    }

    std::size_t from_windows_1252(std::string_view bytes, std::string& out) {
        std::size_t at = 0;
        while (at < bytes.size() && bad.size() <= bad_bytes_max) {
            const std::size_t plain = ascii_prefix(bytes.substr(at));
            put(bytes.substr(at, plain), out);
            at += plain;
            if (at == bytes.size()) break;
            const auto b = static_cast<unsigned char>(bytes[at]);
            const char16_t u = b < 0xA0 ? cp1252[b - 0x80u] : static_cast<char16_t>(b);
            if (u == 0) {
                put_bad(byte_offset + at, out);
            } else {
                put_units({&u, 1}, out);
            }
            ++at;
        }
        return at;
    }

    // ICU keeps cut sequences itself; it stops at each broken one, and we note its place.
    Status from_icu(std::string_view bytes, bool last, std::string& out) {
        const char* from = bytes.data();
        const char* const end = from + bytes.size();
        units.resize(bytes.size() + 64);
        while (true) {
            UErrorCode error = U_ZERO_ERROR;
            UChar* to = units.data();
            ucnv_toUnicode(icu.get(), &to, units.data() + units.size(), &from, end, nullptr, last,
                           &error);
            put_units({units.data(), static_cast<std::size_t>(to - units.data())}, out);
            if (error == U_BUFFER_OVERFLOW_ERROR) continue;
            if (U_SUCCESS(error)) return {};
            if (!is_data_error(error)) {
                return fail(FaultKind::internal, "internal", u_errorName(error));
            }
            note_icu_error(static_cast<std::uint64_t>(from - bytes.data()), out);
            if (bad.size() > bad_bytes_max || (last && from == end)) return {};
        }
    }

    static bool is_data_error(UErrorCode error) {
        return error == U_INVALID_CHAR_FOUND || error == U_ILLEGAL_CHAR_FOUND ||
               error == U_TRUNCATED_CHAR_FOUND || error == U_ILLEGAL_ESCAPE_SEQUENCE ||
               error == U_UNSUPPORTED_ESCAPE_SEQUENCE;
    }

    void note_icu_error(std::uint64_t used, std::string& out) {
        std::array<char, 32> broken{};
        auto length = static_cast<std::int8_t>(broken.size());
        UErrorCode error = U_ZERO_ERROR;
        ucnv_getInvalidChars(icu.get(), broken.data(), &length, &error);
        const std::uint64_t back = U_SUCCESS(error) && length > 0 ? std::uint64_t(length) : 1;
        const std::uint64_t here = byte_offset + used;
        put_bad(here - std::min(here, back), out);
    }
};

Converter::Converter(Encoding encoding, std::uint64_t byte_offset, std::uint64_t text_offset)
    : impl_(new Impl{encoding, byte_offset, text_offset}) {
    const char* const icu_name = names_of(encoding).icu;
    if (icu_name == nullptr) return;
    UErrorCode error = U_ZERO_ERROR;
    impl_->icu.reset(ucnv_open(icu_name, &error));
    if (impl_->icu == nullptr) return;
    ucnv_setToUCallBack(impl_->icu.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &error);
}

Converter::~Converter() = default;
Converter::Converter(Converter&&) noexcept = default;
Converter& Converter::operator=(Converter&&) noexcept = default;

const std::vector<BadBytes>& Converter::bad() const { return impl_->bad; }

Status Converter::convert(std::string_view bytes, bool last, std::string& out) {
    Impl& it = *impl_;
    if (names_of(it.encoding).icu != nullptr) {
        if (it.icu == nullptr) {
            return fail(FaultKind::unsupported, "import_encoding_unknown", "ICU lacks it",
                        {{"encoding", std::string(encoding_name(it.encoding))}});
        }
        VIGIL_DO(it.from_icu(bytes, last, out));
        it.byte_offset += bytes.size();
    } else {
        std::string joined;
        if (!it.carry.empty()) {
            joined = std::exchange(it.carry, {}).append(bytes);
            bytes = joined;
        }
        std::size_t used = 0;
        switch (it.encoding) {
            case Encoding::utf16le:
                used = it.from_utf16(bytes, last, true, out);
                break;
            case Encoding::utf16be:
                used = it.from_utf16(bytes, last, false, out);
                break;
            case Encoding::windows_1252:
                used = it.from_windows_1252(bytes, out);
                break;
            default:
                used = it.from_utf8(bytes, last, out);
                break;
        }
        it.byte_offset += used;
        it.carry = bytes.substr(used);
    }
    if (it.bad.size() <= bad_bytes_max) return {};
    return fail(FaultKind::malformed, "import_wrong_encoding", "too many broken sequences",
                {{"encoding", std::string(encoding_name(it.encoding))},
                 {"offset", std::to_string(it.bad.front().byte_offset)}});
}

}  // namespace vigil::import
