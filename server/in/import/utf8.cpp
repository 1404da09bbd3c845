#include "in/import/utf8.h"

#include <cstring>

#include "base/utf8.h"

namespace vigil::import {
namespace {

using Byte = unsigned char;

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
            const Utf8Step step = utf8_step(text.substr(at));
            if (step.cut_off) return {at, true, 0};
            if (!step.valid) return {at, false, step.size};
            at += step.size;
        }
        if (at >= text.size()) return {text.size(), false, 0};
    }
}

Utf8Count count_utf8(std::string_view text) {
    Utf8Count count;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = utf8_step(text.substr(at));
        if (!step.valid && !step.cut_off) ++count.broken;
        if (step.valid && step.size > 1) ++count.sequences;
        at += step.size;
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
    const Utf8Step step = utf8_step(text);
    char32_t point = 0xFFFD;
    if (step.valid) {
        const auto first = static_cast<Byte>(text[0]);
        point = step.size == 1 ? first : first & (0xFFu >> (step.size + 1));
        for (std::size_t k = 1; k < step.size; ++k) {
            point = (point << 6) | (static_cast<Byte>(text[k]) & 0x3Fu);
        }
    }
    text.remove_prefix(step.size);
    return point;
}

}  // namespace vigil::import
