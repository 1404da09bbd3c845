#include "in/import/utf8.h"

#include <cstring>

namespace vigil::import {
namespace {

using Byte = unsigned char;

// What may follow a lead byte: the number of bytes after it and the range of the first of them.
struct Lead {
    int more = -1;  // -1: no lead byte
    Byte low = 0x80;
    Byte high = 0xBF;
};

Lead lead_of(Byte b) {
    if (b < 0x80) return {0};
    if (b >= 0xC2 && b <= 0xDF) return {1};
    if (b == 0xE0) return {2, 0xA0, 0xBF};
    if (b == 0xED) return {2, 0x80, 0x9F};
    if (b >= 0xE1 && b <= 0xEF) return {2};
    if (b == 0xF0) return {3, 0x90, 0xBF};
    if (b >= 0xF1 && b <= 0xF3) return {3};
    if (b == 0xF4) return {3, 0x80, 0x8F};
    return {};
}

enum class Kind { sound, broken, cut_off };
struct Sequence {
    Kind kind = Kind::broken;
    std::size_t length = 1;
};

Sequence sequence_at(std::string_view text, std::size_t at) {
    const Lead lead = lead_of(static_cast<Byte>(text[at]));
    if (lead.more < 0) return {};
    const auto more = static_cast<std::size_t>(lead.more);
    for (std::size_t k = 1; k <= more; ++k) {
        if (at + k >= text.size()) return {Kind::cut_off, k};
        const auto b = static_cast<Byte>(text[at + k]);
        const Byte low = k == 1 ? lead.low : Byte{0x80};
        const Byte high = k == 1 ? lead.high : Byte{0xBF};
        if (b < low || b > high) return {Kind::broken, k};
    }
    return {Kind::sound, more + 1};
}

}  // namespace

std::size_t ascii_prefix(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        if ((eight & 0x8080808080808080ull) != 0) break;
    }
    while (at < text.size() && static_cast<Byte>(text[at]) < 0x80) ++at;
    return at;
}

Utf8Prefix utf8_prefix(std::string_view text) {
    std::size_t at = 0;
    while (true) {
        at += ascii_prefix(text.substr(at));
        while (at < text.size() && static_cast<Byte>(text[at]) >= 0x80) {
            const Sequence sequence = sequence_at(text, at);
            if (sequence.kind == Kind::cut_off) return {at, true, 0};
            if (sequence.kind == Kind::broken) return {at, false, sequence.length};
            at += sequence.length;
        }
        if (at >= text.size()) return {text.size(), false, 0};
    }
}

Utf8Count count_utf8(std::string_view text) {
    Utf8Count count;
    for (std::size_t at = 0; at < text.size();) {
        const Sequence sequence = sequence_at(text, at);
        if (sequence.kind == Kind::broken) ++count.broken;
        if (sequence.kind == Kind::sound && sequence.length > 1) ++count.sequences;
        at += sequence.length;
    }
    return count;
}

void append_utf8(char32_t point, std::string& out) {
    const auto put = [&out](char32_t b) { out.push_back(static_cast<char>(b)); };
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
        out += replacement_character;
    } else if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | (point >> 6));
        put(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        put(0xE0 | (point >> 12));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
    } else {
        put(0xF0 | (point >> 18));
        put(0x80 | ((point >> 12) & 0x3F));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
    }
}

char32_t take_utf8(std::string_view& text) {
    const Sequence sequence = sequence_at(text, 0);
    char32_t point = 0xFFFD;
    if (sequence.kind == Kind::sound) {
        const auto first = static_cast<Byte>(text[0]);
        point = sequence.length == 1 ? first : first & (0xFFu >> (sequence.length + 1));
        for (std::size_t k = 1; k < sequence.length; ++k) {
            point = (point << 6) | (static_cast<Byte>(text[k]) & 0x3Fu);
        }
    }
    text.remove_prefix(sequence.length);
    return point;
}

}  // namespace vigil::import
