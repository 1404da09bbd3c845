#include "in/http/api/attachment.h"

namespace vigil::http {

namespace {

bool is_plain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("!#$&+-.^_`|~").find(c) != std::string_view::npos;
}

}  // namespace

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
