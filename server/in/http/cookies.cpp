#include "in/http/cookies.h"

#include "in/http/ascii.h"

namespace vigil::http {

namespace {

void append_allowed(std::string& out, std::string_view text, bool name) {
    for (char c : text) {
        const bool visible = c > 0x20 && c < 0x7F;
        if (!visible || c == '"' || c == ',' || c == ';' || c == '\\' || (name && c == '='))
            continue;
        out += c;
    }
}

}  // namespace

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        auto value = take_part(header, ';');
        const bool is_pair = value.find('=') != std::string_view::npos;
        const auto key = trim(take_part(value, '='));
        if (!is_pair || key != name) continue;
        value = trim(value);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
            value = value.substr(1, value.size() - 2);
        }
        return value;
    }
    return std::nullopt;
}

std::string set_cookie(std::string_view name, std::string_view value,
                       const CookieOptions& options) {
    std::string out;
    append_allowed(out, name, true);
    out += '=';
    append_allowed(out, value, false);
    out.append("; Path=").append(options.path);
    if (options.max_age_s >= 0) out.append("; Max-Age=").append(std::to_string(options.max_age_s));
    if (options.http_only) out.append("; HttpOnly");
    if (options.secure) out.append("; Secure");
    if (!options.same_site.empty()) out.append("; SameSite=").append(options.same_site);
    return out;
}

}  // namespace vigil::http
