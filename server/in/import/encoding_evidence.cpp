// Which encoding a text is in: byte order marks and escape sequences prove, UTF-8 proves itself by
// its form; among the old two-byte sets and the one-byte sets the common characters decide.
#include <algorithm>
#include <array>

#include "in/import/encoding.h"
#include "in/import/familiar.h"
#include "in/import/utf8.h"

namespace vigil::import {
namespace {

using Byte = unsigned char;

bool between(Byte b, int low, int high) { return b >= low && b <= high; }
bool is_letter(Byte b) { return between(b, 'a', 'z') || between(b, 'A', 'Z'); }

// How a two-byte set reads at one place.
struct Step {
    int length = 0;       // 0: no text in this set
    bool common = false;  // a character that ordinary text is made of
    bool own = false;     // one that tells this set from its neighbours (kana, hangul)
};

Step gb_step(const Byte* at, std::size_t left) {
    if (left < 2 || !between(at[0], 0x81, 0xFE)) return {};
    if (between(at[1], 0x30, 0x39)) {
        const bool four = left >= 4 && between(at[2], 0x81, 0xFE) && between(at[3], 0x30, 0x39);
        return four ? Step{4, true, true} : Step{};
    }
    if (at[1] < 0x40 || at[1] == 0x7F || at[1] == 0xFF) return {};
    const bool gb2312 = at[1] >= 0xA1;
    const bool mark = gb2312 && between(at[0], 0xA1, 0xA3);
    return {2, mark || (gb2312 && between(at[0], 0xB0, 0xD7)), false};
}

Step big5_step(const Byte* at, std::size_t left) {
    if (left < 2 || !between(at[0], 0xA1, 0xF9)) return {};
    if (!between(at[1], 0x40, 0x7E) && !between(at[1], 0xA1, 0xFE)) return {};
    return {2, between(at[0], 0xA4, 0xC6) || at[0] == 0xA1, between(at[1], 0x40, 0x7E)};
}

Step shift_jis_step(const Byte* at, std::size_t left) {
    if (between(at[0], 0xA1, 0xDF)) return {1, false, false};  // half-width kana
    if (left < 2 || !(between(at[0], 0x81, 0x9F) || between(at[0], 0xE0, 0xFC))) return {};
    if (at[1] < 0x40 || at[1] == 0x7F || at[1] > 0xFC) return {};
    const bool kana = (at[0] == 0x82 && between(at[1], 0x9F, 0xF1)) ||
                      (at[0] == 0x83 && between(at[1], 0x40, 0x96));
    return {2, kana || between(at[0], 0x81, 0x97), kana};
}

Step euc_jp_step(const Byte* at, std::size_t left) {
    if (left >= 2 && at[0] == 0x8E && between(at[1], 0xA1, 0xDF)) return {2, true, true};
    if (left >= 3 && at[0] == 0x8F && at[1] >= 0xA1 && at[2] >= 0xA1) return {3, false, false};
    if (left < 2 || !between(at[0], 0xA1, 0xFE) || !between(at[1], 0xA1, 0xFE)) return {};
    const bool kana = at[0] == 0xA4 || at[0] == 0xA5;
    return {2, kana || at[0] == 0xA1 || between(at[0], 0xB0, 0xCF), kana};
}

Step korean_step(const Byte* at, std::size_t left) {
    if (left < 2 || !between(at[0], 0x81, 0xFE) || at[1] < 0x41 || at[1] == 0xFF) return {};
    const bool hangul = between(at[0], 0xB0, 0xC8) && at[1] >= 0xA1;
    return {2, hangul || (at[0] == 0xA1 && at[1] >= 0xA1), hangul};
}

struct Evidence {
    std::size_t characters = 0;
    std::size_t common = 0;  // common ones that do not stand alone among Latin letters
    std::size_t own = 0;
    std::size_t broken = 0;

    double common_share() const { return share(common); }
    double own_share() const { return share(own); }
    bool sound() const { return characters > 0 && broken * 100 <= characters; }

  private:
    double share(std::size_t n) const {
        return characters == 0 ? 0.0 : static_cast<double>(n) / static_cast<double>(characters);
    }
};

// A wide character is evidence when its neighbour is wide too, or no letter touches it: in Latin text
// ("Müller", "it's" with a curly apostrophe) accidental pairs stand alone inside words.
Evidence weigh(std::string_view text, Step (*step)(const Byte*, std::size_t)) {
    Evidence evidence;
    const auto* bytes = reinterpret_cast<const Byte*>(text.data());
    bool after_wide = false;
    for (std::size_t i = 0; i < text.size();) {
        if (bytes[i] < 0x80) {
            after_wide = false;
            ++i;
            continue;
        }
        const std::size_t left = text.size() - i;
        const Step s = step(bytes + i, left);
        if (s.length == 0) {
            if (left >= 4) ++evidence.broken;  // else it is only cut off
            after_wide = false;
            ++i;
            continue;
        }
        const std::size_t end = i + static_cast<std::size_t>(s.length);
        const bool wide_next = end < text.size() && bytes[end] >= 0x80;
        const bool letter_before = i > 0 && is_letter(bytes[i - 1]);
        const bool letter_after = end < text.size() && is_letter(bytes[end]);
        const bool counts = after_wide || wide_next || (!letter_before && !letter_after);
        ++evidence.characters;
        if (s.common && counts) ++evidence.common;
        if (s.own && counts) ++evidence.own;
        after_wide = true;
        i = end;
    }
    return evidence;
}

// Cyrillic text in windows-1251 is runs of bytes C0 .. FF three and more long; no Latin language is.
bool looks_cyrillic(std::string_view text) {
    std::size_t in_runs = 0;
    std::size_t high = 0;
    std::size_t run = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const Byte b = i < text.size() ? static_cast<Byte>(text[i]) : Byte{0};
        if (b >= 0x80) ++high;
        if (b >= 0xC0 || b == 0xA8 || b == 0xB8) {
            ++run;
            continue;
        }
        if (run >= 3) in_runs += run;
        run = 0;
    }
    return high > 0 && in_runs * 10 >= high * 7;
}

// Japanese without kana lies where Korean and Chinese have their common characters: in EUC-JP, windows-949 and GB18030
// the same bytes are text. Only in one of them is it made of what names and companies are made of.
bool is_kanji_alone(std::string_view text, const Evidence& euc_jp) {
    if (!euc_jp.sound() || euc_jp.characters < 8 || euc_jp.common_share() < 0.6) return false;
    const double japanese = familiar_share(text, Encoding::euc_jp);
    const double other = std::max(familiar_share(text, Encoding::windows_949),
                                  familiar_share(text, Encoding::gb18030));
    return japanese >= 0.2 && japanese > 2 * other;
}

Encoding decide_old(std::string_view text) {
    const Evidence gb = weigh(text, gb_step);
    const Evidence big5 = weigh(text, big5_step);
    const Evidence sjis = weigh(text, shift_jis_step);
    const Evidence euc_jp = weigh(text, euc_jp_step);
    const Evidence korean = weigh(text, korean_step);
    if (euc_jp.sound() && euc_jp.own_share() >= 0.2 && euc_jp.common_share() >= 0.7) {
        return Encoding::euc_jp;
    }
    if (sjis.sound() && sjis.own_share() >= 0.2 && sjis.common_share() >= 0.6) {
        return Encoding::shift_jis;
    }
    if (is_kanji_alone(text, euc_jp)) return Encoding::euc_jp;
    if (korean.sound() && korean.characters >= 8 && korean.own_share() >= 0.85) {
        return Encoding::windows_949;
    }
    const double gb_share = gb.sound() ? gb.common_share() : 0.0;
    const double big5_share = big5.sound() ? big5.common_share() : 0.0;
    if (big5_share >= 0.8 && big5.own_share() >= 0.15 && big5_share > gb_share + 0.2) {
        return Encoding::big5;
    }
    if (gb_share >= 0.6) return Encoding::gb18030;
    // Names and companies in kanji alone, as lists of customers are: no other set puts them there.
    const bool kanji = sjis.sound() && sjis.characters >= 8 && sjis.common_share() >= 0.8;
    if (kanji && gb_share < 0.3 && big5_share < 0.3) return Encoding::shift_jis;
    if (looks_cyrillic(text)) return Encoding::windows_1251;
    // Rare Chinese characters only: sound pairs that never stand alone in Latin words.
    const Evidence latin_shape = weigh(text, [](const Byte* at, std::size_t left) {
        const Step s = gb_step(at, left);
        return Step{s.length, s.length > 0 && (s.length == 4 || at[1] >= 0x80), false};
    });
    if (gb.sound() && gb.characters >= 4 && latin_shape.common_share() >= 0.9) {
        return Encoding::gb18030;
    }
    return Encoding::windows_1252;
}

// UTF-16 without a mark: nearly all units are of scripts people write, many are ASCII, and read the
// other way round they are not.
bool looks_utf16(std::string_view text, bool little) {
    std::size_t units = 0;
    std::size_t plausible = 0;
    std::size_t ascii = 0;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        const auto low = static_cast<Byte>(text[little ? i : i + 1]);
        const auto high = static_cast<Byte>(text[little ? i + 1 : i]);
        ++units;
        const bool printable = between(low, 0x20, 0x7E) || between(low, 0x09, 0x0D);
        if (high == 0 && printable) ++ascii;
        const bool script = between(high, 0x01, 0x07) || high == 0x20 || high == 0x30 ||
                            between(high, 0x4E, 0x9F) || between(high, 0xAC, 0xDF) || high == 0xFF;
        if ((high == 0 && (printable || low >= 0xA0)) || script) ++plausible;
    }
    return units >= 2 && ascii * 20 >= units && ascii > 0 && plausible * 100 >= units * 97;
}

bool has_zero(std::string_view text) { return text.find('\0') != std::string_view::npos; }

// "~{" … "~}" around pairs of printable bytes.
bool looks_hz(std::string_view text) {
    const std::size_t open = text.find("~{");
    if (open == std::string_view::npos) return false;
    const std::size_t close = text.find("~}", open + 2);
    if (close == std::string_view::npos) return false;
    const std::string_view inside = text.substr(open + 2, close - open - 2);
    return !inside.empty() && inside.size() % 2 == 0 &&
           std::all_of(inside.begin(), inside.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

std::optional<EncodingGuess> from_mark(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) return EncodingGuess{Encoding::utf8, 3};
    if (head.starts_with("\x84\x31\x95\x33")) return EncodingGuess{Encoding::gb18030, 4};
    if (head.starts_with("\xFF\xFE")) return EncodingGuess{Encoding::utf16le, 2};
    if (head.starts_with("\xFE\xFF")) return EncodingGuess{Encoding::utf16be, 2};
    return {};
}

}  // namespace

EncodingGuess detect_encoding(std::string_view head) {
    if (const auto marked = from_mark(head)) return *marked;
    if (has_zero(head)) {
        const bool little = looks_utf16(head, true);
        const bool big = looks_utf16(head, false);
        if (little != big) return {little ? Encoding::utf16le : Encoding::utf16be, 0};
    }
    if (ascii_prefix(head) == head.size()) {
        if (head.find("\x1B$)C") != std::string_view::npos) return {Encoding::iso_2022_kr, 0};
        for (const std::string_view escape : {"\x1B$B", "\x1B$@", "\x1B(J"}) {
            if (head.find(escape) != std::string_view::npos) return {Encoding::iso_2022_jp, 0};
        }
        if (looks_hz(head)) return {Encoding::hz, 0};
        return {Encoding::utf8, 0, true};
    }
    const Utf8Prefix utf8 = utf8_prefix(head);
    if (utf8.valid == head.size() || utf8.cut_off) return {Encoding::utf8, 0};
    // A few broken bytes in much sound UTF-8 are damage, not another encoding: no old encoding makes
    // long runs of UTF-8 sequences by accident.
    const Utf8Count count = count_utf8(head);
    if (count.sequences >= 10 && count.sequences >= count.broken * 20) return {Encoding::utf8, 0};
    return {decide_old(head), 0};
}

}  // namespace vigil::import
