#include "in/http/api/attachment.h"

#include <charconv>
#include <vector>

#include "base/text.h"
#include "in/http/ascii.h"

namespace vigil::http {

namespace {

constexpr std::size_t name_max = 200;  // code points

bool is_plain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("!#$&+-.^_`|~").find(c) != std::string_view::npos;
}

// "a; b=\"c;d\"" is "a" and "b=\"c;d\"".
std::vector<std::string_view> parameters(std::string_view header) {
    std::vector<std::string_view> all;
    bool quoted = false;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= header.size(); ++i) {
        const char c = i < header.size() ? header[i] : ';';
        if (quoted && c == '\\') ++i;
        if (c == '"') quoted = !quoted;
        if (i < header.size() && (quoted || c != ';')) continue;
        all.push_back(trim(header.substr(from, std::min(i, header.size()) - from)));
        from = i + 1;
    }
    return all;
}

std::string unquoted(std::string_view value) {
    if (value.size() < 2 || value.front() != '"' || value.back() != '"') return std::string(value);
    std::string text;
    for (std::size_t i = 1; i + 1 < value.size(); ++i) {
        if (value[i] == '\\' && i + 2 < value.size()) ++i;
        text.push_back(value[i]);
    }
    return text;
}

// RFC 8187: UTF-8''na%C3%AFve.csv
std::string extended(std::string_view value) {
    const auto charset = value.find('\''), language = value.find('\'', charset + 1);
    if (charset == value.npos || language == value.npos) return {};
    std::string text;
    value.remove_prefix(language + 1);
    for (std::size_t i = 0; i < value.size(); ++i) {
        unsigned byte = 0;
        const bool coded =
            value[i] == '%' && i + 2 < value.size() &&
            std::from_chars(&value[i] + 1, &value[i] + 3, byte, 16).ptr == &value[i] + 3;
        text.push_back(coded ? char(byte) : value[i]);
        if (coded) i += 2;
    }
    return text;
}

// Nothing of where it lay on somebody's disk, nothing that hides what it is called.
std::string bare_name(std::string text) {
    if (const auto slash = text.find_last_of("/\\"); slash != text.npos) text.erase(0, slash + 1);
    if (!valid_utf8(text)) return {};
    std::erase_if(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    const auto name = clip(vigil::trim(text), name_max);
    return name == "." || name == ".." ? std::string() : std::string(name);
}

}  // namespace

std::string name_attached(std::string_view header) {
    std::string plain;
    for (const auto one : parameters(header)) {
        const auto equals = one.find('=');
        if (equals == one.npos) continue;
        const auto name = trim(one.substr(0, equals));
        const auto value = trim(one.substr(equals + 1));
        if (same_ignoring_case(name, "filename*"))
            if (auto found = bare_name(extended(value)); !found.empty()) return found;
        if (same_ignoring_case(name, "filename") && plain.empty())
            plain = bare_name(unquoted(value));
    }
    return plain;
}

std::string attachment_named(std::string_view name) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string ascii, encoded;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool safe = byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\' && c != '%';
        ascii.push_back(safe ? c : '_');
        if (is_plain(c)) {
            encoded.push_back(c);
        } else {
            encoded.push_back('%');
            encoded.push_back(digits[byte >> 4]);
            encoded.push_back(digits[byte & 15]);
        }
    }
    std::string header = "attachment; filename=\"" + ascii + "\"";
    if (ascii != name) header += "; filename*=UTF-8''" + encoded;
    return header;
}

void make_attachment(Response& response, std::string_view name) {
    response.set("Content-Disposition", attachment_named(name));
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Content-Security-Policy", "default-src 'none'; sandbox");
    response.set("Cache-Control", "private, no-store");
}

}  // namespace vigil::http
