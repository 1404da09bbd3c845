#include "base/json_text.h"

#include <cstdint>
#include <cstring>

#include "base/utf8.h"

namespace vigil {

namespace {

// Whether any of 8 bytes needs a closer look: a control byte, '"', '\\' or one beyond ASCII.
bool needs_care(std::uint64_t word) {
    constexpr std::uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    const auto has_zero = [](std::uint64_t v) { return (v - ones) & ~v & tops; };
    const std::uint64_t control = (word - ones * 0x20) & ~word & tops;
    return (control | has_zero(word ^ (ones * '"')) | has_zero(word ^ (ones * '\\')) |
            (word & tops)) != 0;
}

bool plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

// Bytes at the front that can be copied as they are.
std::size_t plain_prefix(std::string_view text) {
    std::size_t n = 0;
    for (; n + 8 <= text.size(); n += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + n, 8);
        if (needs_care(word)) break;
    }
    while (n < text.size() && plain(static_cast<unsigned char>(text[n]))) ++n;
    return n;
}

void append_escaped(std::string& out, char c) {
    constexpr char hex[] = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        default:
            break;
    }
    const char escape[] = {'\\', 'u', '0', '0', hex[(c >> 4) & 15], hex[c & 15]};
    out.append(escape, sizeof escape);
}

// Copies a run of bytes beyond ASCII; answers how many it took.
std::size_t append_wide(std::string& out, std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && static_cast<unsigned char>(text[n]) >= 0x80) {
        const auto step = utf8_step(text.substr(n));
        if (!step.valid) {
            out.append(text.substr(0, n)).append("\xEF\xBF\xBD");
            return n + step.size;
        }
        n += step.size;
    }
    out.append(text.substr(0, n));
    return n;
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
    out += '"';
    while (true) {
        const auto n = plain_prefix(text);
        out.append(text.data(), n);
        text.remove_prefix(n);
        if (text.empty()) break;
        if (static_cast<unsigned char>(text.front()) >= 0x80) {
            text.remove_prefix(append_wide(out, text));
        } else {
            append_escaped(out, text.front());
            text.remove_prefix(1);
        }
    }
    out += '"';
}

}  // namespace vigil
