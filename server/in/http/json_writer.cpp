#include "in/http/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "in/http/utf8.h"

namespace vigil::http {

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

void append_json_string(std::string& out, std::string_view text) {
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

JsonWriter& JsonWriter::open(char bracket) {
    comma();
    out_ += bracket;
    need_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::shut(char bracket) {
    out_ += bracket;
    need_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    comma();
    append_json_string(out_, name);
    out_ += ':';
    need_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
    comma();
    append_json_string(out_, text);
    return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
    comma();
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
    return *this;
}

JsonWriter& JsonWriter::number(double value) {
    if (!std::isfinite(value)) return null();
    comma();
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value) { return raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
    comma();
    out_.append(json);
    return *this;
}

}  // namespace vigil::http
