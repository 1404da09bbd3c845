#include "out/mail/encode.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace vigil::mail {

namespace {

constexpr std::size_t longest_line = 76;
std::string base64(std::string_view bytes) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto byte = [&](std::size_t i) {
            return at + i < bytes.size() ? std::uint32_t(std::uint8_t(bytes[at + i])) : 0;
        };
        const std::uint32_t three = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (std::size_t i = 0; i < 4; ++i)
            out += at + i <= bytes.size() ? alphabet[three >> (18 - 6 * i) & 63] : '=';
    }
    return out;
}

bool is_control(char c) { return std::uint8_t(c) < 0x20 || c == 0x7F; }

// One line, without control characters.
std::string without_controls(std::string_view text) {
    std::string out(text);
    std::ranges::replace_if(out, is_control, ' ');
    return out;
}

// May stand in a header as it is and comes out of every reader unchanged.
bool is_plain(std::string_view text) {
    if (text.starts_with(' ') || text.ends_with(' ') || text.find("  ") != std::string_view::npos)
        return false;
    if (text.find("=?") != std::string_view::npos) return false;
    std::size_t longest = 0, current = 0;
    for (char c : text) {
        if (std::uint8_t(c) >= 0x80) return false;
        current = c == ' ' ? 0 : current + 1;
        longest = std::max(longest, current);
    }
    return longest < 60;
}

// Whole characters in each word, as RFC 2047 5 wants. The first one shares its line with `used` characters.
std::vector<std::string> encoded_words(std::string_view text, std::size_t used) {
    constexpr std::size_t wrapping = 13;  // blank, "=?UTF-8?B?" and two at the end
    std::vector<std::string> words;
    for (; !text.empty(); used = 0) {
        auto end = std::min(text.size(),
                            (longest_line - wrapping - std::min<std::size_t>(used, 40)) / 4 * 3);
        while (end < text.size() && end > 1 && (std::uint8_t(text[end]) & 0xC0) == 0x80) --end;
        words.push_back("=?UTF-8?B?" + base64(text.substr(0, end)) + "?=");
        text.remove_prefix(end);
    }
    return words;
}

std::vector<std::string> plain_words(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

char hex_digit(unsigned value) { return "0123456789ABCDEF"[value & 15]; }

// Does the character at `at` of this line stand for itself?
bool stands_for_itself(std::string_view line, std::size_t at, bool at_start_of_output_line) {
    const char c = line[at];
    if (c == ' ' || c == '\t') return at + 1 < line.size();
    if (std::uint8_t(c) <= 0x20 || std::uint8_t(c) >= 0x7F || c == '=') return false;
    // Servers double a dot at the start of a line, some write ">From ": neither must ever happen to us.
    if (at_start_of_output_line && (c == '.' || (c == 'F' && line.substr(at).starts_with("From "))))
        return false;
    return true;
}

void append_quoted_line(std::string& out, std::string_view line) {
    std::size_t column = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        // Decided anew after a soft break, for then the character starts a line.
        bool itself = stands_for_itself(line, at, column == 0);
        const std::size_t width = itself ? 1 : 3;
        if (column + width > longest_line - (at + 1 < line.size() ? 1 : 0)) {
            out += "=\r\n";
            column = 0;
            itself = stands_for_itself(line, at, true);
        }
        if (itself) {
            out += line[at];
            column += 1;
        } else {
            const unsigned byte = std::uint8_t(line[at]);
            out.append({'=', hex_digit(byte >> 4), hex_digit(byte)});
            column += 3;
        }
    }
}

}  // namespace

std::string text_header(std::string_view name, std::string_view text) {
    const auto clean = without_controls(text);
    std::string out(name);
    out += ":";
    std::size_t column = out.size();
    for (const auto& word : is_plain(clean) ? plain_words(clean) : encoded_words(clean, column)) {
        if (column + 1 + word.size() > longest_line && column > name.size() + 1) {
            out += "\r\n";
            column = 0;
        }
        out.append(" ").append(word);
        column += 1 + word.size();
    }
    return out + "\r\n";
}

std::string phrase(std::string_view name) {
    const auto clean = without_controls(name);
    if (!is_plain(clean) || clean.size() > 60) {
        std::string out;
        for (const auto& word : encoded_words(clean, std::string_view("From:").size()))
            out.append(out.empty() ? "" : "\r\n ").append(word);
        return out;
    }
    std::string out = "\"";
    for (char c : clean) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string base64_lines(std::string_view bytes) {
    constexpr std::size_t bytes_in_a_line = longest_line / 4 * 3;
    std::string out;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), bytes_in_a_line)))
        out.append(base64(bytes.substr(0, bytes_in_a_line))).append("\r\n");
    return out;
}

std::string quoted_printable(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        append_quoted_line(out, text.substr(0, end));
        if (end == std::string_view::npos) break;
        out += "\r\n";
        text.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace vigil::mail
